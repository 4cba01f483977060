package io.github.reel4j.provider.feign;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.ReceivedCallback;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.Settings;
import io.vavr.control.Either;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureVerifierTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private static final String STAMP = "1767225600";
    /** From another implementation: {@code printf '1767225600.{}' | openssl dgst -sha256 -hmac sesame}. */
    private static final String OF_SESAME = "90313e5ae40a83c39ecfda2d0ca51225117c68933ebc6b3cd948abb54ba5d234";

    private static final ReceivedCallback BODY = new ReceivedCallback(Map.of(), "{}".getBytes(StandardCharsets.UTF_8));

    private Either<VideoFailure, ReceivedCallback> verified(String secrets, String stamp, List<String> signatures) {
        Settings settings = new Settings(Map.of("acme.callback-secret", secrets), name -> null, name -> null);
        SignatureVerifier verifier = new SignatureVerifier(
                new ProviderConfig(ProviderId.of("acme"), settings, new FixedTime(NOW)), Duration.ofMinutes(5));
        return verifier.verify(BODY, Optional.of(stamp), stamp + ".", signatures);
    }

    private static void refused(Either<VideoFailure, ReceivedCallback> result) {
        assertThat(result.isLeft()).isTrue();
        assertThat(result.getLeft().kind()).isEqualTo(FailureKind.BAD_SIGNATURE);
        assertThat(result.getLeft().message()).doesNotContain("sesame").doesNotContain(OF_SESAME);
    }

    @Test
    void a_correct_signature_is_accepted() {
        assertThat(verified("sesame", STAMP, List.of(OF_SESAME))).isEqualTo(Either.right(BODY));
    }

    @Test
    @Tag("fault-112")
    void one_matching_pair_of_signature_and_secret_is_enough() {
        assertThat(verified("new, sesame", STAMP, List.of("0".repeat(64), OF_SESAME))
                        .isRight())
                .isTrue();
        refused(verified("new,newer", STAMP, List.of(OF_SESAME)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "0", "sesame", "ZZ", "v1=", "\u0000", "ffffffffffffffffffffffffffffffffffffffffffffffff"
            })
    @Tag("fault-112")
    void a_wrong_signature_is_rejected(String signature) {
        refused(verified("sesame", STAMP, List.of(signature)));
        refused(verified("sesame", STAMP, List.of(OF_SESAME.substring(1) + signature)));
    }

    @Test
    @Tag("fault-112")
    void a_missing_signature_is_rejected() {
        refused(verified("sesame", STAMP, List.of()));
        refused(verified("sesame", STAMP, List.of(OF_SESAME.substring(0, 63))));
        refused(verified("sesame", STAMP, List.of(OF_SESAME + "0")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "now",
                "-1",
                "1e9",
                "1767225600.0",
                "0x10",
                "99999999999999999999999999",
                "\u0661",
                "+1767225600"
            })
    @Tag("fault-112")
    void an_unreadable_timestamp_is_a_bad_signature(String stamp) {
        refused(verified("sesame", stamp, List.of(OF_SESAME)));
    }

    @ParameterizedTest
    @ValueSource(longs = {-300, -299, 0, 299, 300})
    @Tag("fault-112")
    void a_timestamp_within_5_minutes_of_now_is_accepted(long off) {
        String stamp = String.valueOf(NOW.getEpochSecond() + off);
        assertThat(verified("sesame", stamp, List.of("0")).getLeft().message())
                .contains("none of its signatures matches");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1_000_000, -301, 301, 1_000_000, 90_000_000_000L})
    @Tag("fault-112")
    void a_timestamp_outside_of_5_minutes_is_rejected(long off) {
        String stamp = String.valueOf(NOW.getEpochSecond() + off);
        Either<VideoFailure, ReceivedCallback> result = verified("sesame", stamp, List.of(OF_SESAME));
        refused(result);
        assertThat(result.getLeft().message())
                .contains(off < 0 ? " in the past" : " in the future", "Allowed: 5 min. ");
    }

    @Test
    void without_a_secret_the_message_says_where_to_set_it() {
        for (String none : List.of("", " ", ",", " , ,")) {
            Either<VideoFailure, ReceivedCallback> result = verified(none, STAMP, List.of(OF_SESAME));
            refused(result);
            assertThat(result.getLeft().message()).contains("ACME_CALLBACK_SECRET");
        }
    }
}
