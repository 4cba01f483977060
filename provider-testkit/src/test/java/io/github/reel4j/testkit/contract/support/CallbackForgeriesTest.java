package io.github.reel4j.testkit.contract.support;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.ReceivedCallback;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallbackForgeriesTest {

    private static final ReceivedCallback GENUINE =
            callback("{\"id\": \"a-1\"}", "v1,abcdefghijklmnopqrstuvwxyz01", "1767225600");
    private static final ReceivedCallback OTHER =
            callback("{\"id\": \"b-2\"}", "v1,ABCDEFGHIJKLMNOPQRSTUVWXYZ23", "1767225700");

    private final Map<String, ReceivedCallback> forgeries =
            CallbackForgeries.of(GENUINE, name -> name.startsWith("x-"), OTHER);

    private static ReceivedCallback callback(String body, String signature, String time) {
        return new ReceivedCallback(
                Map.of("host", List.of("localhost"), "x-signature", List.of(signature), "x-time", List.of(time)),
                body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void each_forgery_differs_in_one_place() {
        assertThat(forgeries).hasSizeGreaterThan(30).allSatisfy((name, forgery) -> {
            boolean sameBody = forgery.text().equals(GENUINE.text());
            boolean sameHeaders = forgery.headers().equals(GENUINE.headers());
            assertThat(sameBody).as(name).isNotEqualTo(sameHeaders);
            assertThat(forgery.headers("host")).containsExactly("localhost");
        });
    }

    @Test
    void single_characters_of_signature_and_time_change() {
        assertThat(forgeries.values().stream().map(each -> each.headers("x-signature")))
                .contains(List.of(), List.of(""), List.of("v1,bbcdefghijklmnopqrstuvwxyz01"));
        assertThat(forgeries.values().stream().map(each -> each.headers("x-time")))
                .contains(List.of("1767225601"), List.of("-1767225600"), List.of("1767225700"));
    }

    @Test
    void several_signatures_are_listed_if_the_header_has_the_form() {
        Map<String, ReceivedCallback> variants = CallbackForgeries.genuineVariants(GENUINE);
        assertThat(requireNonNull(variants.get("a wrong and a right signature in x-signature"))
                        .headers("x-signature"))
                .singleElement()
                .satisfies(value -> assertThat(value)
                        .endsWith(" v1,abcdefghijklmnopqrstuvwxyz01")
                        .hasSize(2 * 31 + 1));
        ReceivedCallback stripe = callback("{}", "t=1767225600,v1=abcdefghijklmnopqrstuvwxyz01", "1767225600");
        assertThat(requireNonNull(CallbackForgeries.genuineVariants(stripe)
                                .get("a right and a wrong signature in x-signature"))
                        .headers("x-signature"))
                .singleElement()
                .satisfies(value -> assertThat(value).startsWith("t=1767225600,v1=abcdefghijklmnopqrstuvwxyz01,v1="));
    }
}
