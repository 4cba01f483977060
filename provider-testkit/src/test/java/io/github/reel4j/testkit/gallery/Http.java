package io.github.reel4j.testkit.gallery;

import io.github.reel4j.spi.ProviderConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Additional HTTP requests of wrong providers. */
final class Http {

    private static final Duration TIMEOUT = Duration.ofMillis(200);

    private Http() {}

    /** Sends a GET request and ignores the response. */
    static void get(ProviderConfig config, String path) {
        HttpResponse<byte[]> unused =
                get(URI.create(config.baseUrl("https://api.acme.example/v1") + path), config, "X-Acme-Key");
    }

    static HttpResponse<byte[]> get(URI url) {
        return send(
                HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(5)).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    /** Sends a GET request with the API key in a header. */
    static HttpResponse<byte[]> get(URI url, ProviderConfig config, String header) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(5));
        config.apiKey().ifPresent(key -> request.header(header, key.reveal()));
        return send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** Sends a request that is not part of an order, and continues without a response if it is interrupted. */
    static void fetchToken(ProviderConfig config) {
        try {
            get(config, "/token");
        } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
            // the order ends as well: the interrupt flag is set, or the host is no name or cannot be reached
        }
    }

    /** Sends the key to the target of a redirect, without waiting for the response. */
    static void follow(URI url, ProviderConfig config) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(TIMEOUT);
        config.apiKey().ifPresent(key -> request.header("X-Acme-Key", key.reveal()));
        try {
            HttpResponse<Void> unused = send(request.build(), HttpResponse.BodyHandlers.discarding());
        } catch (UncheckedIOException e) {
            // the key was sent, whatever the response
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
