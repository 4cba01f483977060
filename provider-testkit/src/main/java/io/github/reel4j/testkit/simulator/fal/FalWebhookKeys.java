package io.github.reel4j.testkit.simulator.fal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.reel4j.testkit.simulator.CallbackMessage;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** The Ed25519 key with which simulated webhooks are signed, and its public key set. Thread-safe. */
public final class FalWebhookKeys {

    private static final String USER_ID = "user-1";
    private static final int KEY_BYTES = 32;

    private KeyPair current = generate();

    /** Generates a key. */
    public FalWebhookKeys() {}

    /** Replaces the key by a new one. Signatures of the old one are then no longer valid. */
    public synchronized void rotate() {
        current = generate();
    }

    /** Returns the JSON Web Key Set with the public key. */
    public synchronized String publicKeys() {
        byte[] encoded = current.getPublic().getEncoded();
        byte[] key = Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length);
        ArrayNode keys = JsonNodeFactory.instance.arrayNode();
        keys.addObject()
                .put("kty", "OKP")
                .put("crv", "Ed25519")
                .put("x", Base64.getUrlEncoder().withoutPadding().encodeToString(key));
        return JsonNodeFactory.instance.objectNode().set("keys", keys).toString();
    }

    /** Returns a webhook with the 4 headers of its signature. */
    public CallbackMessage sign(String requestId, Instant time, String body) {
        String timestamp = Long.toString(time.getEpochSecond());
        String signed = String.join("\n", requestId, USER_ID, timestamp, sha256(body));
        return CallbackMessage.of(body)
                .header("X-Fal-Webhook-Request-Id", requestId)
                .header("X-Fal-Webhook-User-Id", USER_ID)
                .header("X-Fal-Webhook-Timestamp", timestamp)
                .header("X-Fal-Webhook-Signature", signature(signed));
    }

    private synchronized String signature(String text) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(current.getPrivate());
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("signing with a generated Ed25519 key failed", e);
        }
    }

    private static String sha256(String body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static KeyPair generate() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "this JVM has no Ed25519. Use a JDK 17 or newer with the provider SunEC.", e);
        }
    }
}
