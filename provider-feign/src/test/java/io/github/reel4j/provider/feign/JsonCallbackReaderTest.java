package io.github.reel4j.provider.feign;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.CallbackHint;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.ReceivedCallback;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.provider.feign.JsonCallbackReader.SignatureParts;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.Settings;
import io.vavr.control.Either;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

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
    void an_unsigned_callback_is_read_without_verification() {
        assertThat(unsigned.signed()).isFalse();
        assertThat(unsigned.timestampTolerance()).isEmpty();
        assertThat(unsigned.read(callback(Map.of(), BODY))).isEqualTo(Either.right(new CallbackHint("t1")));
    }

    @Test
    void a_signed_callback_is_read_if_time_and_body_are_signed() {
        assertThat(signed.signed()).isTrue();
        assertThat(signed.timestampTolerance()).contains(Duration.ofMinutes(5));
        assertThat(signed.read(callback(Map.of("x-time", List.of(STAMP), "x-signature", List.of("0", SIGNED)), BODY)))
                .isEqualTo(Either.right(new CallbackHint("t1")));
    }

    @Test
    void a_callback_without_a_valid_signature_is_rejected() {
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
    void a_hint_gives_the_same_task_as_the_response_to_the_order() {
        TaskRef task = signed.task(SampleVendor.ORDER, new CallbackHint("t1")).get();

        assertThat(task).isEqualTo(client.taskRef(SampleVendor.ORDER, "t1"));
        assertThat(task.id()).isEqualTo("t1");
        assertThat(task.provider()).isEqualTo(ProviderId.of("acme"));
        assertThat(task.endpoint()).isEqualTo("video-1");
        assertThat(task.submittedAt()).isEqualTo(NOW);
    }

    private Either<VideoFailure, CallbackHint> read(String body) {
        return JsonCallbackReader.unsigned(client, "/data/id").read(callback(Map.of(), body));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"data\": {\"id\": \"task_1\"}}|task_1",
                "{\"data\": {\"id\": 9007199254740993}}|9007199254740993",
                "{\"more\": [1], \"data\": {\"url\": \"https://evil.example\", \"id\": \"a.b-c_D\"}}|a.b-c_D"
            })
    void only_the_task_id_is_read(String body, String id) {
        assertThat(read(body)).isEqualTo(Either.right(new CallbackHint(id)));
    }

    static Stream<String> malformedBodies() {
        return Stream.of(
                "",
                " ",
                "null",
                "[]",
                "{}",
                "\"task_1\"",
                "{\"data\": null}",
                "{\"data\": {\"id\": null}}",
                "{\"data\": {\"id\": \"\"}}",
                "{\"data\": {\"id\": 1.5}}",
                "{\"data\": {\"id\": true}}",
                "{\"data\": {\"id\": {\"id\": \"task_1\"}}}",
                "{\"data\": {\"id\": \"../../other\"}}",
                "{\"data\": {\"id\": \"task 1\\r\\nX: y\"}}",
                "{\"data\": {\"id\": \"" + "x".repeat(129) + "\"}}",
                "{\"data\": {\"id\": " + "9".repeat(5_000) + "}}",
                "{\"data\": {\"id\": \"task_1\"}} {}",
                "{\"data\": {\"id\": \"task_1\"}, \"data\": {\"id\": \"task_2\"}}",
                "{\"data\": {\"id\": \"task_1\"}",
                "[".repeat(60_000),
                "{\"data\":".repeat(8_000),
                "\u0000\ufffd\ud83c",
                "<html></html>");
    }

    @ParameterizedTest
    @MethodSource("malformedBodies")
    @Tag("fault-108")
    void a_body_without_a_valid_task_id_is_an_unexpected_response(String body) {
        assertThat(read(body).getLeft().kind()).isEqualTo(FailureKind.UNEXPECTED_RESPONSE);
    }

    @Test
    void the_failure_does_not_contain_the_body() {
        assertThat(read("{\"secret\": \"sesame\"}").getLeft().message())
                .contains("/data/id")
                .doesNotContain("sesame");
    }
}
