package io.github.reel4j.testkit.contract.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.ReceivedCallback;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that no forgery of a header with several signatures contains a valid one. */
class CallbackForgeriesTest {

    private static final String OLD = "K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=";
    private static final String NEW = "9f0a0b53ZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN4=";

    @ParameterizedTest
    @ValueSource(strings = {"v1,OLD v1,NEW", "v1,OLD v2,NEW", "t=1700000000,v1=OLD,v1=NEW"})
    void each_signature_of_a_header_is_damaged(String form) {
        String value = form.replace("OLD", OLD).replace("NEW", NEW);
        ReceivedCallback genuine = new ReceivedCallback(
                Map.of("Webhook-Signature", List.of(value)), "{\"id\":\"a1\"}".getBytes(StandardCharsets.UTF_8));

        Map<String, ReceivedCallback> forgeries = CallbackForgeries.of(genuine, "webhook-signature"::equals, genuine);

        List<String> headers = forgeries.values().stream()
                .filter(each -> each.text().equals(genuine.text()))
                .flatMap(each -> each.headers("webhook-signature").stream())
                .toList();
        assertThat(headers)
                .hasSizeGreaterThan(3)
                .doesNotHaveDuplicates()
                .allSatisfy(header -> assertThat(header).doesNotContain(OLD).doesNotContain(NEW));
    }
}
