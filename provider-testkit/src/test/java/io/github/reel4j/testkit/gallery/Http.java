package io.github.reel4j.testkit.gallery;

import io.github.reel4j.spi.ProviderConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Requests that a wrong provider makes beside the orders and polls of the correct one. */
final class Http {

    private static final Duration TIMEOUT = Duration.ofMillis(200);

    private Http() {}

    /** Asks the vendor for something; the answer does not matter. */
    static void get(ProviderConfig config, String path) {
        HttpResponse<byte[]> unused =
                get(URI.create(config.baseUrl("https://api.acme.example/v1") + path), config, "X-Acme-Key");
    }

    static HttpResponse<byte[]> get(URI address) {
        return send(
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    /** With the key in a header. */
    static HttpResponse<byte[]> get(URI address, ProviderConfig config, String header) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5));
        config.apiKey().ifPresent(key -> request.header(header, key.reveal()));
        return send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** Goes with the key where a redirect leads, and does not wait for what comes of it. */
    static void follow(URI address, ProviderConfig config) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(TIMEOUT);
        config.apiKey().ifPresent(key -> request.header("X-Acme-Key", key.reveal()));
        try {
            HttpResponse<Void> unused = send(request.build(), HttpResponse.BodyHandlers.discarding());
        } catch (UncheckedIOException e) {
            // the key is gone, whatever came back
        }
    }

    private static <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return HttpClient.newHttpClient().send(request, handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
