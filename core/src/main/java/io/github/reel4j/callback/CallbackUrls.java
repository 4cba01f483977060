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
 * Gives each order a callback address that nobody can guess, {@code BASE/provider/order/token}, and knows its own again: the
 * token is an HMAC-SHA256 of the rest, so that whoever calls one has learned it from us or from the vendor. Thread-safe.
 */
public final class CallbackUrls {

    /** Shortest secret that is taken, characters. */
    public static final int MIN_SECRET_BYTES = 16;

    private static final int GENERATED_BYTES = 32;
    private static final int MAX_PATH_CHARS = 2_048;
    private static final String ALGORITHM = "HmacSHA256";

    private final String base;
    private final SecretKeySpec secret;

    /** An address of ours that was called. */
    public record CallbackTarget(ProviderId provider, String order) {}

    private CallbackUrls(URI base, byte[] secret) {
        this.base = base.toString().replaceFirst("/+$", "");
        this.secret = new SecretKeySpec(secret, ALGORITHM);
    }

    /**
     * Addresses under {@code base}.
     *
     * @param secret shared by the programs that are to know each other's addresses; without one they know only their own
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

    /** Where {@code provider}'s vendor is to tell news of {@code order}. */
    public URI urlFor(ProviderId provider, String order) {
        return URI.create(base + "/" + provider + "/" + order + "/" + token(provider.value(), order));
    }

    /** An address of the same form that is nobody's, for people to look at. */
    public URI redacted(ProviderId provider) {
        return URI.create(base + "/" + provider + "/***");
    }

    /** The failure of an order whose address was {@code address}, without what makes that address work, if the vendor quotes it. */
    public static VideoFailure redactToken(URI address, VideoFailure failure) {
        String token = address.getPath().substring(address.getPath().lastIndexOf('/') + 1);
        VideoFailure masked = failure.masked(SecretMask.of(List.of(token), List.of())::applied);
        return VideoFailure.builder()
                .from(masked)
                .message(masked.message().replace(token, "***"))
                .build();
    }

    /**
     * Which order a path belongs to; empty if it is none of ours. What precedes the last three segments does not matter, for
     * proxies change it. It takes as long for a path that is nearly right as for any other.
     */
    public Optional<CallbackTarget> find(String path) {
        List<String> last = lastSegments(path.length() > MAX_PATH_CHARS ? "" : path);
        byte[] right = token(last.get(0), last.get(1)).getBytes(StandardCharsets.US_ASCII);
        boolean ours = MessageDigest.isEqual(right, last.get(2).getBytes(StandardCharsets.UTF_8));
        return ours ? Optional.of(new CallbackTarget(ProviderId.of(last.get(0)), last.get(1))) : Optional.empty();
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

    /** The base alone: whoever knows the secret can make addresses. */
    @Override
    public String toString() {
        return base;
    }
}
