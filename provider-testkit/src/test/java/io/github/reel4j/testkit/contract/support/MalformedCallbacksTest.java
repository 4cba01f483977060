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
    void strangers_post_nothing_too_little_too_much_and_what_is_no_json() {
        assertThat(callbacks.values().stream().map(ReceivedCallback::text))
                .contains("", " \n ", "null", "[]", "{}", "{\"id\": \"half")
                .anyMatch(body -> body.startsWith("[[[["))
                .anyMatch(body -> body.startsWith("{\"data\":{\"data\":"))
                .anyMatch(body -> body.startsWith("<!doctype html>"))
                .anyMatch(body -> body.startsWith("{\"id\": 9999999999"))
                .anyMatch(body -> body.indexOf('\u0000') >= 0);
    }

    @Test
    void headers_that_say_nothing_are_there_and_blank() {
        assertThat(callbacks.get("headers that say nothing"))
                .satisfies(
                        callback -> assertThat(callback.headers("X-Signature")).containsExactly("", "\u0000"));
    }

    @Test
    void each_forgery_is_another_callback_than_the_genuine_one() {
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
    void the_body_is_gone_or_longer_or_has_other_digits() {
        assertThat(forgeries.values().stream().map(ReceivedCallback::text))
                .contains("", "{\"id\": 19} ", "{\"id\": 20}\n");
    }

    @Test
    void the_headers_are_gone_blank_other_short_long_or_foreign() {
        assertThat(forgeries.values().stream()
                        .map(forgery -> forgery.header("x-time").orElse("gone") + " "
                                + forgery.header("x-signature").orElse("gone")))
                .contains("gone gone", " ", "2806288010 a1z0", "17951 a0", "\u0661😀é \u0661😀é")
                .anyMatch(headers -> headers.length() > 2_000_000);
    }
}
