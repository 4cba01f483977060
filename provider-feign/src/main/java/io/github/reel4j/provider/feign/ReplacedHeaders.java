package io.github.reel4j.provider.feign;

import feign.RequestInterceptor;
import feign.RequestTemplate;
import java.util.Map;
import java.util.function.Supplier;

/** Sets headers whose values are read anew for every request. Replaces: appending twice would send a key twice. */
final class ReplacedHeaders implements RequestInterceptor {

    private final Supplier<Map<String, String>> headers;

    ReplacedHeaders(Supplier<Map<String, String>> headers) {
        this.headers = headers;
    }

    @Override
    public void apply(RequestTemplate template) {
        headers.get().forEach((name, value) -> {
            template.removeHeader(name);
            // Literal: braces in a key are no template.
            template.headerLiteral(name, value);
        });
    }
}
