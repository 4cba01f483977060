package io.github.reel4j.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PageTest extends ShopTest {

    @Test
    void the_page_allows_no_foreign_content_and_no_frame() throws Exception {
        HttpResponse<String> page = customer.get("/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(page.body()).doesNotContain("style=", "onclick", "<script>");
    }

    @Test
    void a_request_without_the_token_of_the_page_is_rejected() throws Exception {
        Map<String, String> form = Map.of("operation", "text-to-video", "prompt", "Forged");
        String path = "/api/orders/6f1c2a52-0000-4000-8000-000000000001";

        assertThat(customer.sendForged("PUT", path, form).statusCode()).isEqualTo(403);
        assertThat(customer.sendForged("POST", "/api/quotes", form).statusCode())
                .isEqualTo(403);
        assertThat(FAL.ledger().submits()).isEmpty();
    }

    @Test
    void the_cookie_of_a_customer_is_for_the_server_alone() throws Exception {
        HttpResponse<String> page = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port))
                                .build(),
                        BodyHandlers.ofString());
        String cookie = String.join("\n", page.headers().allValues("Set-Cookie"));

        assertThat(cookie)
                .containsPattern("shop-customer=[0-9a-f]{64};.*HttpOnly")
                .contains("SameSite=Strict");
    }

    @Test
    void quotes_name_the_first_vendor_and_each_rejection() throws Exception {
        JsonNode quotes = quotes(Map.of("operation", "text-to-video", "prompt", "A heron", "resolution", "1080p"));

        List<String> providers = new ArrayList<>();
        quotes.forEach(quote -> providers.add(quote.path("provider").asString()));
        assertThat(providers).containsExactlyInAnyOrder("fal", "pixazo", "dashscope");
        assertThat(quotes.toString()).doesNotContain("A heron", "key-of-the-test");
        quotes.forEach(quote -> assertThat(quote.path("accepted").asBoolean())
                .isEqualTo(quote.path("rejections").isEmpty()));
    }

    @Test
    void an_invalid_form_is_rejected_with_the_reason() throws Exception {
        HttpResponse<String> length = customer.send(
                "POST", "/api/quotes", Map.of("operation", "text-to-video", "prompt", "x", "seconds", "-1"));
        HttpResponse<String> operation = customer.send("POST", "/api/quotes", Map.of("operation", "paint"));

        assertThat(length.statusCode()).isEqualTo(400);
        assertThat(length.body()).contains("whole number of seconds");
        assertThat(operation.statusCode()).isEqualTo(400);
        assertThat(operation.body()).contains("text-to-video");
    }

    @Test
    void an_order_that_no_vendor_takes_is_not_placed() throws Exception {
        HttpResponse<String> response = customer.send(
                "PUT",
                "/api/orders/6f1c2a52-0000-4000-8000-000000000002",
                Map.of("operation", "text-to-video", "prompt", ""));

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.body()).contains("prompt");
        assertThat(customer.getJson("/api/orders")).isEmpty();
    }

    @Test
    void only_health_info_and_metrics_are_exposed() throws Exception {
        assertThat(customer.get("/actuator/health").statusCode()).isEqualTo(200);
        assertThat(customer.get("/actuator/metrics").statusCode()).isEqualTo(200);
        assertThat(customer.get("/actuator/env").statusCode()).isEqualTo(403);
        assertThat(customer.get("/actuator/heapdump").statusCode()).isEqualTo(403);
    }

    private JsonNode quotes(Map<String, String> form) throws Exception {
        HttpResponse<String> response = customer.send("POST", "/api/quotes", form);
        assertThat(response.statusCode()).isEqualTo(200);
        return JsonMapper.shared().readTree(response.body());
    }
}
