package io.github.reel4j.provider.feign;

import com.fasterxml.jackson.databind.json.JsonMapper;
import feign.Client;
import feign.ExceptionPropagationPolicy;
import feign.Feign;
import feign.Logger;
import feign.Request;
import feign.Retryer;
import io.github.reel4j.provider.feign.feign.EncodedSlashContract;
import io.github.reel4j.provider.feign.feign.FeignInterfaceRules;
import io.github.reel4j.provider.feign.feign.HttpErrorStatusDecoder;
import io.github.reel4j.provider.feign.feign.RequestEncoder;
import io.github.reel4j.provider.feign.feign.StaticPartsContract;
import io.github.reel4j.provider.feign.feign.VendorTarget;
import io.github.reel4j.provider.feign.http.CallOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Builds the proxy of a vendor's Feign interface. It turns off every Feign feature that could send a request twice,
 * leak the key or accept a malformed response.
 */
final class FeignClients {

    /** For methods without a {@link Request.Options} parameter. */
    private static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(60);

    private FeignClients() {}

    /**
     * Builds a proxy that is thread-safe if its client is.
     *
     * @param api an interface whose methods declare {@link java.io.IOException}, with {@code @RequestLine}; a method
     *     takes its own deadline as a {@link Request.Options} parameter, see {@link CallOptions}
     * @param headers returns the headers of each request, so that a rotated key is used immediately; they replace those
     *     that the interface declares
     * @param mapper called first when a response is read, or when a request is written that {@link RequestEncoder}
     *     cannot write without it
     * @throws IllegalArgumentException if the interface could not work or could send the key to another host
     */
    static <T> T create(
            Class<T> api,
            URI baseUrl,
            Client client,
            Supplier<Map<String, String>> headers,
            Supplier<JsonMapper> mapper) {
        FeignInterfaceRules.check(api);
        StaticPartsContract declared = new StaticPartsContract();
        return Feign.builder()
                .client(client)
                .retryer(Retryer.NEVER_RETRY)
                .logger(new Logger.NoOpLogger())
                .logLevel(Logger.Level.NONE)
                .contract(new EncodedSlashContract(declared))
                .encoder(new RequestEncoder(mapper))
                .decoder(new ResponseDecoder(mapper))
                .errorDecoder(new HttpErrorStatusDecoder())
                .exceptionPropagationPolicy(ExceptionPropagationPolicy.UNWRAP)
                .options(CallOptions.nonIdempotent(DEFAULT_DEADLINE))
                .target(new VendorTarget<>(api, withoutTrailingSlash(baseUrl.toString()), declared, headers));
    }

    private static String withoutTrailingSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
