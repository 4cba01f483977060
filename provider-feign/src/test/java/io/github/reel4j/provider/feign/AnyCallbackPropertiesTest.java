package io.github.reel4j.provider.feign;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.CallbackHint;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.ReceivedCallback;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.Settings;
import io.vavr.control.Either;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** Properties that hold for any callback that is posted. */
class AnyCallbackPropertiesTest {

    private static final long NOW = 1_767_225_600;
    private static final String SECRET = "sesame";
    private static final ProviderConfig CONFIG = new ProviderConfig(
            ProviderId.of("acme"),
            new Settings(Map.of("acme.callback-secret", SECRET), name -> null, name -> null),
            new FixedTime(Instant.ofEpochSecond(NOW)));
    private static final SignatureVerifier SIGNATURE = new SignatureVerifier(CONFIG, Duration.ofMinutes(5));

    private final JsonCallbackReader reader = JsonCallbackReader.unsigned(
            VendorClient.of(CONFIG, "https://api.acme.example", key -> Map.of()), "/data/taskId");

    @Provide
    Arbitrary<String> nearlyCallbacks() {
        return Arbitraries.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        ":",
                        ",",
                        "\"data\"",
                        "\"taskId\"",
                        "\"task-1\"",
                        "7",
                        "1e999999999",
                        "null",
                        "\"../x\"",
                        "\"\\u0000\"",
                        "\"\\ud800\"",
                        "{\"data\":{\"taskId\":",
                        "}}",
                        "\uFEFF",
                        " ")
                .list()
                .ofMaxSize(12)
                .map(words -> String.join("", words));
    }

    private static String hmac(String stamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((stamp + ".").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static Either<VideoFailure, ReceivedCallback> verified(byte[] body, String stamp, String signature) {
        return SIGNATURE.verify(
                new ReceivedCallback(Map.of(), body), Optional.of(stamp), stamp + ".", List.of(signature));
    }

    @Property
    @Tag("fault-112")
    void a_signature_is_valid_for_5_minutes_before_and_after_now(
            @ForAll @Size(max = 64) byte[] body, @ForAll @LongRange(min = -100_000, max = 100_000) long off) {
        String stamp = String.valueOf(NOW + off);
        assertThat(verified(body, stamp, hmac(stamp, body)).isRight()).isEqualTo(Math.abs(off) <= 300);
    }

    @Property
    @Tag("fault-112")
    void a_changed_bit_in_body_time_or_signature_is_a_bad_signature(
            @ForAll @Size(min = 1, max = 64) byte[] body, @ForAll @IntRange(max = 10_000) int bit) {
        String stamp = String.valueOf(NOW);
        String signature = hmac(stamp, body);
        byte[] other = body.clone();
        other[bit / 8 % body.length] ^= (byte) (1 << bit % 8);
        char digit = signature.charAt(bit % 64);
        String forged =
                signature.substring(0, bit % 64) + (digit == '0' ? '1' : '0') + signature.substring(bit % 64 + 1);
        for (Either<VideoFailure, ReceivedCallback> result : List.of(
                verified(other, stamp, signature),
                verified(body, String.valueOf(NOW + 1 + bit % 300), signature),
                verified(body, stamp, forged))) {
            assertThat(result.getLeft().kind()).isEqualTo(FailureKind.BAD_SIGNATURE);
            assertThat(result.getLeft().toString()).doesNotContain(SECRET).doesNotContain(signature);
        }
    }

    @Property
    @Tag("fault-112")
    void arbitrary_texts_are_a_bad_signature_and_never_throw(
            @ForAll String stamp,
            @ForAll @LongRange(min = 0, max = 99_999_999_999L) long time,
            @ForAll String signature) {
        for (String each : new String[] {stamp, String.valueOf(time), "-" + time, time + "0"}) {
            assertThat(verified(new byte[0], each, signature).getLeft().kind()).isEqualTo(FailureKind.BAD_SIGNATURE);
        }
    }

    @Property
    @Tag("fault-108")
    void any_body_gives_a_valid_task_id_or_a_failure(@ForAll("nearlyCallbacks") String body) {
        Either<VideoFailure, CallbackHint> read =
                reader.read(new ReceivedCallback(Map.of(), body.getBytes(StandardCharsets.UTF_8)));
        read.peek(hint ->
                assertThat(hint.taskId()).matches("[A-Za-z0-9._-]{1,128}").isNotIn(".", ".."));
        read.peekLeft(failure -> assertThat(failure.kind()).isEqualTo(FailureKind.UNEXPECTED_RESPONSE));
    }
}
