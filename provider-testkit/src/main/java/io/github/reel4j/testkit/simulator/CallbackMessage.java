package io.github.reel4j.testkit.simulator;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a vendor posts to a callback address. Immutable.
 *
 * @param headers beside the usual ones, for example a signature
 * @param body sent as JSON, in UTF-8
 */
public record CallbackMessage(Map<String, String> headers, String body) {

    public CallbackMessage {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    public static CallbackMessage of(String body) {
        return new CallbackMessage(Map.of(), body);
    }

    /** The same with one more header. */
    public CallbackMessage header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new CallbackMessage(more, body);
    }

    /** What a vendor's HMAC-SHA256 of a text is, in hexadecimal. */
    public static String hmacSha256(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    /** As somebody would send it who knows the address, but neither the secret nor which task it is. */
    CallbackMessage forged(String taskId) {
        return new CallbackMessage(headers, body.replace(taskId, new StringBuilder(taskId).reverse()) + " ");
    }
}
