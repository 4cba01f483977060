package io.github.reel4j.provider.fal;

import io.github.reel4j.model.ReceivedCallback;
import io.github.reel4j.provider.feign.Ed25519Verifier.SignedMessage;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/** The signature of fal's webhooks: 4 headers, of which 3 are signed together with the hash of the body. Stateless. */
final class FalWebhookSignature {

    static final Duration TOLERANCE = Duration.ofMinutes(5);

    private FalWebhookSignature() {}

    /** Returns the parts of the signature. A header that is missing or repeated counts as empty. */
    static SignedMessage of(ReceivedCallback callback) {
        Optional<String> timestamp = callback.header("X-Fal-Webhook-Timestamp");
        String message = String.join(
                "\n",
                callback.header("X-Fal-Webhook-Request-Id").orElse(""),
                callback.header("X-Fal-Webhook-User-Id").orElse(""),
                timestamp.orElse(""),
                sha256(callback.body()));
        return new SignedMessage(timestamp, message, callback.header("X-Fal-Webhook-Signature"));
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
