package io.github.reel4j.testkit.simulator;

import io.github.reel4j.model.ReceivedCallback;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The callback that a vendor posts to a callback URL. Immutable.
 *
 * @param headers in addition to the headers of every HTTP request, for example a signature
 * @param body JSON, sent in UTF-8
 */
public record CallbackMessage(Map<String, String> headers, String body) {

    public CallbackMessage {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** Returns a callback without additional headers. */
    public static CallbackMessage of(String body) {
        return new CallbackMessage(Map.of(), body);
    }

    /** Returns a copy with this header added or replaced. */
    public CallbackMessage header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new CallbackMessage(more, body);
    }

    /** Returns the HMAC-SHA256 of {@code text} in lower-case hexadecimal, for vendors that sign callbacks. */
    public static String hmacSha256(String secret, String text) {
        return HexFormat.of().formatHex(hmacSha256(secret.getBytes(StandardCharsets.UTF_8), text));
    }

    private static byte[] hmacSha256(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    /**
     * Returns a callback that is signed as a Standard Webhook, with one signature. The contract suite adds others.
     *
     * @param secret base64, with or without {@code whsec_} before it
     * @param id the header {@code webhook-id}
     * @throws IllegalArgumentException if the secret is not base64
     */
    public static CallbackMessage standardWebhooks(String secret, String id, Instant time, String body) {
        byte[] key = Base64.getDecoder().decode(secret.startsWith("whsec_") ? secret.substring(6) : secret);
        String timestamp = String.valueOf(time.getEpochSecond());
        byte[] signature = hmacSha256(key, id + "." + timestamp + "." + body);
        return of(body).header("webhook-id", id)
                .header("webhook-timestamp", timestamp)
                .header("webhook-signature", "v1," + Base64.getEncoder().encodeToString(signature));
    }

    /** Returns whether a header of the callback is a time, by its name or by the form {@code t=1700000000,...}. */
    static boolean hasTime(ReceivedCallback callback) {
        return callback.headers().entrySet().stream()
                .anyMatch(header -> header.getKey().toLowerCase(Locale.ROOT).matches(".*-time(stamp)?")
                        || header.getValue().stream().anyMatch(value -> value.matches("t=\\d+,.*")));
    }

    /**
     * Returns a forgery: another task id and a changed body under the same headers, so that a signature does not match.
     */
    CallbackMessage forged(String taskId) {
        return new CallbackMessage(headers, body.replace(taskId, new StringBuilder(taskId).reverse()) + " ");
    }
}
