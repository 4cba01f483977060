package io.github.reel4j.provider.feign;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.ReceivedCallback;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.provider.feign.SignatureFormat.Encoding;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.Settings;
import io.vavr.control.Either;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All signatures are from openssl. */
class SignatureFormatTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String TIME = "1767225600";
    private static final String BODY = "{\"id\": \"a\"}";

    /** {@code printf '{"id": "a"}' | openssl dgst -sha256 -hmac sesame}. */
    private static final String HEX = "d495324b5aee1550ccbb9d8c94a63c098b0f557bd45367d6fc0273718beb842a";

    private static final String BASE64 = "1JUyS1ruFVDMu52MlKY8CYsPVXvUU2fW/AJzcYvrhCo=";
    /** {@code printf '1767225600.{"id": "a"}' | openssl dgst -sha256 -hmac sesame}. */
    private static final String TIMED_HEX = "015a127b8c5ee13170353633c1f5a543dff75e3346279fa1874929151d83c53f";
    /** {@code ... | openssl dgst -sha256 -mac HMAC -macopt hexkey:00ff10abcd}. */
    private static final String HEX_SECRET = "9ac44e07a4739662560fb07b396dc44264039bab9cda3e91c6086597c1ed31ac";

    private static final String WEBHOOK_SECRET = "whsec_cmVlbDRqLXRlc3Qtc2VjcmV0LTAxMjM=";
    /** {@code printf 'msg_1.1767225600.{"id": "a"}' | openssl dgst -sha256 -mac HMAC ... -binary | base64}. */
    private static final String WEBHOOK = "YTvFNLakuZ3y2pdjHMv/GuJuAZzeOxwm4l1zQjnrKq4=";

    private static final String WRONG = "ATvFNLakuZ3y2pdjHMv/GuJuAZzeOxwm4l1zQjnrKq4=";

    private static ProviderConfig config(String secret) {
        return new ProviderConfig(
                ProviderId.of("acme"),
                new Settings(Map.of("acme.callback-secret", secret), name -> null, name -> null),
                new FixedTime(NOW));
    }

    private static ReceivedCallback callback(Map<String, String> headers) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        return new ReceivedCallback(all, BODY.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean accepts(SignatureFormat format, String secret, Map<String, String> headers) {
        return accepted(SignatureVerifier.of(config(secret), format).verify(callback(headers)));
    }

    private static boolean accepted(Either<VideoFailure, ReceivedCallback> result) {
        assertThat(result.isRight() || result.getLeft().kind() == FailureKind.BAD_SIGNATURE)
                .isTrue();
        return result.isRight();
    }

    private static boolean acceptsWebhook(String secret, String id, String time, String signature) {
        return accepted(SignatureVerifier.standardWebhooks(config(secret))
                .verify(callback(Map.of("Webhook-Id", id, "webhook-timestamp", time, "WEBHOOK-SIGNATURE", signature))));
    }

    @Test
    void hexadecimal_is_accepted_in_either_case() {
        SignatureFormat format = SignatureFormat.inHeader("X-Signature");
        assertThat(accepts(format, "sesame", Map.of("x-signature", HEX))).isTrue();
        assertThat(accepts(format, "sesame", Map.of("x-signature", HEX.toUpperCase(Locale.ROOT))))
                .isTrue();
        assertThat(accepts(format, "Sesame", Map.of("x-signature", HEX))).isFalse();
        assertThat(accepts(format, "sesame", Map.of("x-signature", HEX.substring(2))))
                .isFalse();
        assertThat(accepts(format, "sesame", Map.of())).isFalse();
    }

    @Test
    void base64_is_accepted_with_and_without_padding() {
        SignatureFormat format = SignatureFormat.inHeader("X-Signature").encoding(Encoding.BASE64);
        assertThat(accepts(format, "sesame", Map.of("x-signature", BASE64))).isTrue();
        assertThat(accepts(
                        format,
                        "sesame",
                        Map.of("x-signature", BASE64.replace("=", "").replace('/', '_'))))
                .isTrue();
        assertThat(accepts(format, "sesame", Map.of("x-signature", HEX))).isFalse();
    }

    @Test
    void a_prefix_of_the_signature_is_required() {
        SignatureFormat format = SignatureFormat.inHeader("X-Hub-Signature").entries("", "sha256=");
        assertThat(accepts(format, "sesame", Map.of("x-hub-signature", "sha256=" + HEX)))
                .isTrue();
        assertThat(accepts(format, "sesame", Map.of("x-hub-signature", "sha1=" + HEX)))
                .isFalse();
    }

    @Test
    void entries_have_a_time_and_several_signatures() {
        SignatureFormat format = SignatureFormat.inHeader("X-Signature")
                .entries(",", "v1=")
                .timestampEntry("t=")
                .content("{timestamp}.{body}");
        String genuine = "t=" + TIME + ",v1=" + HEX + ",v1=" + TIMED_HEX;
        assertThat(accepts(format, "sesame", Map.of("x-signature", genuine))).isTrue();
        assertThat(accepts(format, "other,sesame", Map.of("x-signature", genuine)))
                .isTrue();
        assertThat(accepts(
                        format, "sesame", Map.of("x-signature", genuine.replace("v1=" + TIMED_HEX, "v0=" + TIMED_HEX))))
                .isFalse();
        assertThat(accepts(format, "sesame", Map.of("x-signature", genuine + ",t=" + TIME)))
                .isFalse();
        assertThat(accepts(format, "sesame", Map.of("x-signature", "v1=" + TIMED_HEX)))
                .isFalse();
    }

    @Test
    void a_secret_may_be_hexadecimal() {
        SignatureFormat format = SignatureFormat.inHeader("X-Signature").secret(Encoding.HEX, "key-");
        assertThat(accepts(format, "key-00ff10abcd", Map.of("x-signature", HEX_SECRET)))
                .isTrue();
        assertThat(accepts(format, "00FF10ABCD", Map.of("x-signature", HEX_SECRET)))
                .isTrue();
        assertThat(accepts(format, "key-no hex", Map.of("x-signature", HEX_SECRET)))
                .isFalse();
    }

    @Test
    void standard_webhooks_are_verified() {
        assertThat(acceptsWebhook(WEBHOOK_SECRET, "msg_1", TIME, "v1," + WEBHOOK))
                .isTrue();
        assertThat(acceptsWebhook(WEBHOOK_SECRET, "msg_1", TIME, "v1," + WRONG + " v1," + WEBHOOK))
                .isTrue();
        assertThat(acceptsWebhook(WEBHOOK_SECRET.substring(6), "msg_1", TIME, "v1," + WEBHOOK))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v1,",
                "v1a," + WEBHOOK,
                WEBHOOK,
                "v1,1JUyS1ruFVDMu52MlKY8CYsPVXvUU2fW/AJzcYvrhCo=",
                "v1,AAAA v1,BBBB",
                "v2," + WEBHOOK
            })
    void other_webhook_signatures_are_rejected(String signature) {
        assertThat(acceptsWebhook(WEBHOOK_SECRET, "msg_1", TIME, signature)).isFalse();
    }

    @Test
    void id_and_time_of_a_webhook_are_signed() {
        assertThat(acceptsWebhook(WEBHOOK_SECRET, "msg_2", TIME, "v1," + WEBHOOK))
                .isFalse();
        assertThat(acceptsWebhook(WEBHOOK_SECRET, "msg_1", "1767225601", "v1," + WEBHOOK))
                .isFalse();
        assertThat(acceptsWebhook(WEBHOOK_SECRET, "msg_1", "1767225901", "v1," + WEBHOOK))
                .isFalse();
        assertThat(accepted(SignatureVerifier.standardWebhooks(config(WEBHOOK_SECRET))
                        .verify(callback(Map.of("webhook-timestamp", TIME, "webhook-signature", "v1," + WEBHOOK)))))
                .isFalse();
    }

    @Test
    void content_may_be_a_function() {
        SignatureFormat format = SignatureFormat.inHeader("X-Signature")
                .content(callback -> Optional.of((TIME + "." + callback.text()).getBytes(StandardCharsets.UTF_8)));
        assertThat(accepts(format, "sesame", Map.of("x-signature", TIMED_HEX))).isTrue();
    }

    @Test
    void without_a_usable_secret_there_is_a_configuration_failure() {
        assertThat(SignatureVerifier.standardWebhooks(config(WEBHOOK_SECRET)).configurationFailure())
                .isEmpty();
        for (String secret : List.of("", " ", ",", "whsec_", "whsec_!!")) {
            assertThat(SignatureVerifier.standardWebhooks(config(secret)).configurationFailure())
                    .hasValueSatisfying(failure -> {
                        assertThat(failure.kind()).isEqualTo(FailureKind.CONFIGURATION);
                        assertThat(failure.message())
                                .contains("callback-secret")
                                .doesNotContain("!!");
                    });
            assertThat(acceptsWebhook(secret, "msg_1", TIME, "v1," + WEBHOOK)).isFalse();
        }
        assertThat(SignatureVerifier.standardWebhooks(config("whsec_!!")).configurationFailure())
                .hasValueSatisfying(failure -> assertThat(failure.message())
                        .contains("base64, optionally after whsec_", "simulator")
                        .doesNotContain("console"));
    }

    @Test
    void a_format_without_a_time_has_no_tolerance() {
        assertThat(SignatureVerifier.of(config("sesame"), SignatureFormat.inHeader("X-Signature"))
                        .hasTimestamp())
                .isFalse();
        assertThat(SignatureVerifier.standardWebhooks(config("sesame")).timestampTolerance())
                .isEqualTo(Duration.ofMinutes(5));
    }
}
