package io.github.reel4j.testkit.contract.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.ReceivedCallback;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MalformedCallbacksTest {

    private static final ReceivedCallback GENUINE = new ReceivedCallback(
            Map.of("Host", List.of("localhost:8080"), "X-Time", List.of("1795177909"), "X-Signature", List.of("a0z9")),
            "{\"id\": 19}".getBytes(StandardCharsets.UTF_8));

    private final Map<String, ReceivedCallback> callbacks = MalformedCallbacks.callbacks();
    private final Map<String, ReceivedCallback> forgeries = MalformedCallbacks.forgeries(GENUINE);

    @Test
    void malformed_callbacks_cover_empty_huge_and_invalid_bodies() {
        assertThat(callbacks.values().stream().map(ReceivedCallback::text))
                .contains("", " \n ", "null", "[]", "{}", "{\"id\": \"half")
                .anyMatch(body -> body.startsWith("[[[["))
                .anyMatch(body -> body.startsWith("{\"data\":{\"data\":"))
                .anyMatch(body -> body.startsWith("<!doctype html>"))
                .anyMatch(body -> body.startsWith("{\"id\": 9999999999"))
                .anyMatch(body -> body.indexOf('\u0000') >= 0);
    }

    @Test
    void empty_headers_are_present_and_blank() {
        assertThat(callbacks.get("empty headers"))
                .satisfies(
                        callback -> assertThat(callback.headers("X-Signature")).containsExactly("", "\u0000"));
    }

    @Test
    void each_forgery_differs_from_the_genuine_callback() {
        assertThat(forgeries.values())
                .allSatisfy(forgery -> assertThat(forgery.headers() + forgery.text())
                        .isNotEqualTo(GENUINE.headers() + GENUINE.text()));
    }

    @Test
    void each_forgery_is_for_this_host() {
        assertThat(forgeries.values())
                .allSatisfy(forgery -> assertThat(forgery.header("host")).contains("localhost:8080"));
    }

    @Test
    void forged_bodies_are_empty_longer_or_have_other_digits() {
        assertThat(forgeries.values().stream().map(ReceivedCallback::text))
                .contains("", "{\"id\": 19} ", "{\"id\": 20}\n");
    }

    @Test
    void forged_headers_are_missing_changed_or_non_ascii() {
        assertThat(forgeries.values().stream()
                        .map(forgery -> forgery.header("x-time").orElse("gone") + " "
                                + forgery.header("x-signature").orElse("gone")))
                .contains("gone gone", " ", "2806288010 a1z0", "17951 a0", "\u0661😀é \u0661😀é")
                .anyMatch(headers -> headers.length() > 2_000_000);
    }
}
