package io.github.reel4j.provider.feign;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ReceivedCallback;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.Scheduler;
import io.github.reel4j.provider.feign.Ed25519Verifier.SignedMessage;
import io.github.reel4j.provider.feign.http.RawHttpServer;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.Settings;
import io.vavr.control.Either;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callbacks that a vendor signs with Ed25519, and its key set on a real server. */
@Timeout(60)
class Ed25519VerifierTest {

    private static final Instant START = Instant.parse("2026-11-20T08:00:00Z");
    private static final String BODY = "{\"request_id\":\"r1\"}";

    private final KeyPair key = newKey();
    private final KeyPair other = newKey();
    private volatile String published = keySet(key);
    private final RawHttpServer server = new RawHttpServer(call -> {
        if (published.isEmpty()) {
            call.respond("503 Busy", "", "");
        } else {
            call.json(published);
        }
    });
    private final MovingTime time = new MovingTime();
    private final ProviderConfig config = new ProviderConfig(
            SampleVendor.ORDER.provider(),
            new Settings(
                    Map.of(
                            "acme.api-key",
                            "canary",
                            "acme.base-url",
                            server.url(),
                            "acme.jwks-url",
                            server.url() + "/keys"),
                    name -> null,
                    name -> null),
            time);
    private final VendorClient client =
            VendorClient.of(config, "https://api.acme.example", each -> Map.of("X-Key", each.reveal()));
    private final Ed25519Verifier verifier = Ed25519Verifier.of(
            client,
            config,
            "https://keys.acme.example/jwks.json",
            Duration.ofMinutes(5),
            callback -> new SignedMessage(
                    callback.header("X-Time"),
                    message(callback.header("X-Time").orElse(""), callback.body()),
                    callback.header("X-Signature")));

    /** A clock that tests move. */
    private static final class MovingTime implements Scheduler {

        private Duration elapsed = Duration.ZERO;

        void pass(Duration more) {
            elapsed = elapsed.plus(more);
        }

        @Override
        public Instant now() {
            return START.plus(elapsed);
        }

        @Override
        public long nanoTime() {
            return elapsed.toNanos();
        }

        @Override
        public Cancellable schedule(Duration delay, Runnable task) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void execute(Runnable work) {
            throw new UnsupportedOperationException();
        }
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    private static KeyPair newKey() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String keySet(KeyPair... keys) {
        return Stream.of(keys)
                .map(each -> "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"" + encoded(each) + "\"}")
                .collect(Collectors.joining(",", "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"AQAB\"},", "]}"));
    }

    private static String encoded(KeyPair pair) {
        EdECPublicKey key = (EdECPublicKey) pair.getPublic();
        byte[] encoded = new byte[32];
        byte[] y = key.getPoint().getY().toByteArray();
        for (int i = 0; i < y.length && i < 32; i++) {
            encoded[i] = y[y.length - 1 - i];
        }
        if (key.getPoint().isXOdd()) {
            encoded[31] |= (byte) 0x80;
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(encoded);
    }

    private static String message(String stamp, byte[] body) {
        return stamp + "\n" + new String(body, StandardCharsets.UTF_8);
    }

    private ReceivedCallback callback(KeyPair signer, Instant at, String body) {
        String stamp = String.valueOf(at.getEpochSecond());
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(signer.getPrivate());
            signature.update(
                    message(stamp, BODY.getBytes(StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
            return callback(stamp, HexFormat.of().formatHex(signature.sign()), body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ReceivedCallback callback(String stamp, String signature, String body) {
        return new ReceivedCallback(
                Map.of("X-Time", List.of(stamp), "X-Signature", List.of(signature)),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private Either<VideoFailure, ReceivedCallback> verify(KeyPair signer) {
        return verifier.verify(callback(signer, time.now(), BODY));
    }

    private static void rejected(FailureKind kind, Either<VideoFailure, ReceivedCallback> result) {
        assertThat(result.isLeft()).as(result.toString()).isTrue();
        assertThat(result.getLeft().kind()).isEqualTo(kind);
    }

    @Test
    void a_callback_with_a_published_key_is_accepted() {
        assertThat(verify(key).isRight()).isTrue();
        assertThat(verify(key).isRight()).isTrue();
        assertThat(server.requests()).hasSize(1);
        assertThat(server.requests().get(0)).doesNotContain("canary").doesNotContain("X-Key");
    }

    @Test
    @Tag("fault-112")
    void a_callback_with_another_key_is_rejected() {
        rejected(FailureKind.BAD_SIGNATURE, verify(other));
        rejected(FailureKind.BAD_SIGNATURE, verify(other));
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    @Tag("fault-112")
    void a_changed_body_or_an_old_time_is_rejected() {
        rejected(FailureKind.BAD_SIGNATURE, verifier.verify(callback(key, time.now(), BODY + " ")));
        rejected(FailureKind.BAD_SIGNATURE, verifier.verify(callback(key, START.minusSeconds(301), BODY)));
        rejected(FailureKind.BAD_SIGNATURE, verifier.verify(callback(key, START.plusSeconds(301), BODY)));
        assertThat(verifier.verify(callback(key, START.minusSeconds(299), BODY)).isRight())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "zz", "\u0661"})
    @Tag("fault-112")
    void a_malformed_signature_fetches_no_keys(String signature) {
        rejected(
                FailureKind.BAD_SIGNATURE,
                verifier.verify(callback(String.valueOf(START.getEpochSecond()), signature, BODY)));
        rejected(
                FailureKind.BAD_SIGNATURE,
                verifier.verify(callback(String.valueOf(START.getEpochSecond()), signature.repeat(64), BODY)));
        assertThat(server.requests()).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void a_new_key_is_fetched_when_a_signature_does_not_match() {
        assertThat(verify(key).isRight()).isTrue();
        published = keySet(other);
        time.pass(Duration.ofMinutes(2));
        assertThat(verify(other).isRight()).isTrue();
        rejected(FailureKind.BAD_SIGNATURE, verify(key));
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void keys_are_kept_for_a_day() {
        assertThat(verify(key).isRight()).isTrue();
        published = "";
        time.pass(Duration.ofHours(24));
        assertThat(verify(key).isRight()).isTrue();
        time.pass(Duration.ofMinutes(1));
        rejected(FailureKind.UNAVAILABLE, verify(key));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[1,",
                "{\"keys\":[]}",
                "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"?\"}]}"
            })
    void without_keys_nothing_is_accepted(String document) {
        published = document;
        rejected(FailureKind.UNAVAILABLE, verify(key));
        published = keySet(key);
        rejected(FailureKind.UNAVAILABLE, verify(key));
        time.pass(Duration.ofMinutes(1));
        assertThat(verify(key).isRight()).isTrue();
    }

    @Test
    void a_huge_key_set_is_not_read() {
        published = keySet(key).replace("]}", "],\"padding\":\"" + "x".repeat(70_000) + "\"}");
        rejected(FailureKind.UNAVAILABLE, verify(key));
    }
}
