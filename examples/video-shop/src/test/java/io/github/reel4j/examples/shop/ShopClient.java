package io.github.reel4j.examples.shop;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A customer's browser, as far as HTTP goes: it keeps cookies and sends the token of the page. */
final class ShopClient {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final CookieManager cookies = new CookieManager();
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private final URI shop;

    /** Opens the page, which sets the cookies. */
    ShopClient(int port) throws IOException, InterruptedException {
        shop = URI.create("http://localhost:" + port);
        get("/api/shop");
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(shop.resolve(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
    }

    JsonNode getJson(String path) throws IOException, InterruptedException {
        return JSON.readTree(get(path).body());
    }

    HttpResponse<String> send(String method, String path, Object body) throws IOException, InterruptedException {
        return http.send(
                request(method, path, body).header("X-XSRF-TOKEN", token()).build(), BodyHandlers.ofString());
    }

    /** Sends a request as another site would: with the cookies, and without the token. */
    HttpResponse<String> sendForged(String method, String path, Object body) throws IOException, InterruptedException {
        return http.send(request(method, path, body).build(), BodyHandlers.ofString());
    }

    /** Orders a video from a text, and returns the number of the order. */
    String order(String prompt) throws IOException, InterruptedException {
        String number = UUID.randomUUID().toString();
        HttpResponse<String> response =
                send("PUT", "/api/orders/" + number, Map.of("operation", "text-to-video", "prompt", prompt));
        if (response.statusCode() != 202) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        return number;
    }

    /** Returns an order of this customer as the page gets it; a missing node if there is none. */
    JsonNode find(String number) throws IOException, InterruptedException {
        for (JsonNode order : getJson("/api/orders")) {
            if (order.path("key").asString().equals(number)) {
                return order;
            }
        }
        return JSON.missingNode();
    }

    private HttpRequest.Builder request(String method, String path, Object body) {
        return HttpRequest.newBuilder(shop.resolve(path))
                .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .header("Content-Type", "application/json");
    }

    private String token() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElseThrow();
    }
}
