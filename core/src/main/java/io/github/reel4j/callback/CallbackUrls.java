package io.github.reel4j.callback;

import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.redaction.SecretMask;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Creates and verifies the callback URLs of orders, {@code BASE/provider/order/token}. The token is an HMAC-SHA256 of
 * provider and order, so that only this program and the vendor know a valid URL. Thread-safe.
 */
public final class CallbackUrls {

    /** The minimum length of a secret, in characters. */
    public static final int MIN_SECRET_LENGTH = 16;

    private static final int GENERATED_BYTES = 32;
    private static final int MAX_PATH_CHARS = 2_048;
    private static final String ALGORITHM = "HmacSHA256";

    private final String base;
    private final SecretKeySpec secret;

    /** The provider and the order that a valid callback URL names. */
    public record CallbackTarget(ProviderId provider, String order) {}

    private CallbackUrls(URI base, byte[] secret) {
        this.base = base.toString().replaceFirst("/+$", "");
        this.secret = new SecretKeySpec(secret, ALGORITHM);
    }

    /**
     * Returns the URLs under {@code base}.
     *
     * @param secret shared by all processes that must verify each other's URLs; empty to generate a secret of this
     *     process
     */
    public static CallbackUrls under(URI base, Optional<String> secret) {
        return new CallbackUrls(
                base,
                secret.map(text -> text.getBytes(StandardCharsets.UTF_8)).orElseGet(CallbackUrls::generateSecret));
    }

    private static byte[] generateSecret() {
        byte[] bytes = new byte[GENERATED_BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    /** Returns the URL that {@code provider}'s vendor calls back for {@code order}. */
    public URI urlFor(ProviderId provider, String order) {
        return URI.create(base + "/" + provider + "/" + order + "/" + token(provider.value(), order));
    }

    /** Returns a URL of the same form without order and token, for previews. */
    public URI redacted(ProviderId provider) {
        return URI.create(base + "/" + provider + "/***");
    }

    /** Returns {@code failure} with the token of {@code url} masked, because the vendor may quote the URL. */
    public static VideoFailure redactToken(URI url, VideoFailure failure) {
        String token = url.getPath().substring(url.getPath().lastIndexOf('/') + 1);
        VideoFailure masked = failure.masked(SecretMask.of(List.of(token), List.of())::apply);
        return VideoFailure.builder()
                .from(masked)
                .message(masked.message().replace(token, "***"))
                .build();
    }

    /**
     * Returns the order of the URL path {@code path}; empty if its token is invalid. Only the last 3 segments count,
     * because proxies change the others. Tokens are compared in constant time.
     */
    public Optional<CallbackTarget> find(String path) {
        List<String> last = lastSegments(path.length() > MAX_PATH_CHARS ? "" : path);
        byte[] expected = token(last.get(0), last.get(1)).getBytes(StandardCharsets.US_ASCII);
        boolean valid = MessageDigest.isEqual(expected, last.get(2).getBytes(StandardCharsets.UTF_8));
        return valid ? Optional.of(new CallbackTarget(ProviderId.of(last.get(0)), last.get(1))) : Optional.empty();
    }

    private static List<String> lastSegments(String path) {
        int end = path.indexOf('?');
        String[] all = ("///" + (end < 0 ? path : path.substring(0, end))).split("/", -1);
        return Arrays.asList(all).subList(all.length - 3, all.length);
    }

    private String token(String provider, String order) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            byte[] hash = mac.doFinal(("callback 1\n" + provider + "\n" + order).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** Returns the base URL without the secret, with which valid URLs can be created. */
    @Override
    public String toString() {
        return base;
    }
}
