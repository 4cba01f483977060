package io.github.reel4j.provider.feign.feign;

import feign.Response;
import feign.codec.ErrorDecoder;
import io.github.reel4j.provider.feign.http.BufferedBody;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Decodes every response other than 2xx to an {@link HttpStatusException}, so that Feign never retries.
 */
public final class HttpErrorStatusDecoder implements ErrorDecoder {

    @Override
    public Exception decode(String method, Response response) {
        return new HttpStatusException(
                response.status(),
                header(response, "Retry-After"),
                locationOrigin(response),
                BufferedBody.of(response));
    }

    private static @Nullable String header(Response response, String name) {
        Collection<String> values = response.headers().getOrDefault(name, List.of());
        return values.isEmpty() ? null : values.iterator().next();
    }

    private static @Nullable String locationOrigin(Response response) {
        String location = header(response, "Location");
        if (location == null) {
            return null;
        }
        try {
            return origin(URI.create(response.request().url()).resolve(location));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable String origin(URI uri) {
        if (uri.getHost() == null || uri.getScheme() == null) {
            return null;
        }
        String port = uri.getPort() == -1 ? "" : ":" + uri.getPort();
        return (uri.getScheme() + "://" + uri.getHost() + port).toLowerCase(Locale.ROOT);
    }
}
