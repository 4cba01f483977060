package io.github.reel4j.provider.feign;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.CallbackHint;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.ReceivedCallback;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.provider.feign.JsonCallbackReader.SignatureParts;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.Settings;
import io.vavr.control.Either;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonCallbackReaderTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String STAMP = "1767225600";
    private static final String BODY = "{\"id\":\"t1\"}";
    /** From another implementation: {@code printf '1767225600{"id":"t1"}' | openssl dgst -sha256 -hmac sesame}. */
    private static final String SIGNED = "07927289f786f5a49e594bbd2898ca8ea5ccf988f9a904955b4a2eda9c9efbd6";

    private static final ProviderConfig CONFIG = new ProviderConfig(
            ProviderId.of("acme"),
            new Settings(Map.of("acme.callback-secret", "sesame"), name -> null, name -> null),
            new FixedTime(NOW));

    private final VendorClient client = VendorClient.of(CONFIG, "https://api.acme.example", key -> Map.of());
    private final JsonCallbackReader unsigned = JsonCallbackReader.unsigned(client, "/id");
    private final JsonCallbackReader signed = JsonCallbackReader.signed(
            client,
            "/id",
            new SignatureVerifier(CONFIG, Duration.ofMinutes(5)),
            callback -> SignatureParts.withTimestamp(callback, "X-Time", "X-Signature"));

    private static ReceivedCallback callback(Map<String, List<String>> headers, String body) {
        return new ReceivedCallback(headers, body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void without_a_signature_the_task_is_read_of_anybody() {
        assertThat(unsigned.signed()).isFalse();
        assertThat(unsigned.timestampTolerance()).isEmpty();
        assertThat(unsigned.read(callback(Map.of(), BODY))).isEqualTo(Either.right(new CallbackHint("t1")));
    }

    @Test
    void a_vendor_that_signs_is_read_if_it_has_signed_time_and_body() {
        assertThat(signed.signed()).isTrue();
        assertThat(signed.timestampTolerance()).contains(Duration.ofMinutes(5));
        assertThat(signed.read(callback(Map.of("x-time", List.of(STAMP), "x-signature", List.of("0", SIGNED)), BODY)))
                .isEqualTo(Either.right(new CallbackHint("t1")));
    }

    @Test
    void what_it_has_not_signed_is_not_believed() {
        for (Map<String, List<String>> headers : List.of(
                Map.<String, List<String>>of(),
                Map.of("X-Signature", List.of(SIGNED)),
                Map.of("X-Time", List.of(STAMP)),
                Map.of("X-Time", List.of(STAMP, STAMP), "X-Signature", List.of(SIGNED)),
                Map.of("X-Time", List.of("1767225601"), "X-Signature", List.of(SIGNED)))) {
            assertThat(signed.read(callback(headers, BODY)).getLeft().kind())
                    .as("%s", headers)
                    .isEqualTo(FailureKind.BAD_SIGNATURE);
        }
    }

    @Test
    void a_hint_becomes_the_task_that_the_order_would_have_been_answered_with() {
        TaskRef task = signed.task(SampleVendor.ORDER, new CallbackHint("t1")).get();

        assertThat(task).isEqualTo(client.taskRef(SampleVendor.ORDER, "t1"));
        assertThat(task.id()).isEqualTo("t1");
        assertThat(task.provider()).isEqualTo(ProviderId.of("acme"));
        assertThat(task.endpoint()).isEqualTo("video-1");
        assertThat(task.submittedAt()).isEqualTo(NOW);
    }
}
