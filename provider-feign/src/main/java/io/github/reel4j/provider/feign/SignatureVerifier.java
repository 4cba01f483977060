package io.github.reel4j.provider.feign;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ReceivedCallback;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.DurationParser;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.Settings;
import io.vavr.control.Either;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Verifies callbacks that a vendor signs with HMAC-SHA256 and a secret of the customer's, setting {@code callback-secret}; several
 * secrets, separated by commas, while one replaces another. It is read for every callback. Thread-safe.
 */
public final class SignatureVerifier {

    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern UNIX_SECONDS = Pattern.compile("\\d{1,11}");
    /** More than a vendor sends while it replaces its secret; each costs a comparison. */
    private static final int MAX_SIGNATURES = 8;

    private final ProviderConfig config;
    private final Duration timestampTolerance;

    /**
     * Creates a verifier.
     *
     * @param window how far the time of a signature may be from now, before as well as after it
     */
    public SignatureVerifier(ProviderConfig config, Duration window) {
        this.config = config;
        this.timestampTolerance = window;
    }

    /** How far the time of a signature may be from now, before as well as after it. */
    public Duration timestampTolerance() {
        return timestampTolerance;
    }

    /**
     * The callback, if the vendor has signed it just now.
     *
     * @param stamp when it was signed, in Unix seconds, as the callback has it
     * @param prefix what is signed before the body; to be made of what the callback says, {@code stamp} above all
     * @param signatures in hexadecimal; one that fits is enough
     * @return a failure of kind {@code BAD_SIGNATURE} otherwise, whatever the texts are
     */
    public Either<VideoFailure, ReceivedCallback> verify(
            ReceivedCallback callback, Optional<String> stamp, String prefix, List<String> signatures) {
        return violation(callback, stamp, prefix, signatures)
                .<Either<VideoFailure, ReceivedCallback>>map(why -> Either.left(VideoFailure.of(
                        FailureKind.BAD_SIGNATURE,
                        "the " + callback + " is not believed to be from " + config.provider() + ": " + why
                                + " Polls go on.")))
                .orElseGet(() -> Either.right(callback));
    }

    private Optional<String> violation(
            ReceivedCallback callback, Optional<String> stamp, String prefix, List<String> signatures) {
        List<String> secrets = secrets(config);
        if (secrets.isEmpty()) {
            return Optional.of("nothing to check it with. Looked in: "
                    + Settings.lookupPath(config.provider().value(), "callback-secret") + ".");
        }
        if (stamp.filter(text -> UNIX_SECONDS.matcher(text).matches()).isEmpty()) {
            return Optional.of("it has no time that can be read.");
        }
        Duration off = Duration.between(
                Instant.ofEpochSecond(Long.parseLong(stamp.get())),
                config.scheduler().now());
        if (off.abs().compareTo(timestampTolerance) > 0) {
            return Optional.of("it was signed " + DurationParser.describe(off.abs()) + " "
                    + (off.isNegative() ? "after" : "before") + " now. Allowed: "
                    + DurationParser.describe(timestampTolerance) + "; are both clocks right?");
        }
        byte[] prefixed = prefix.getBytes(StandardCharsets.UTF_8);
        return secrets.stream().anyMatch(secret -> matches(hmac(secret, prefixed, callback.body()), signatures))
                ? Optional.empty()
                : Optional.of("no signature of it fits.");
    }

    /** What callbacks of the vendor may be signed with. */
    static List<String> secrets(ProviderConfig config) {
        return config.text("callback-secret").stream()
                .flatMap(text -> Stream.of(text.split(",", -1)))
                .map(String::strip)
                .filter(secret -> !secret.isEmpty())
                .toList();
    }

    private static boolean matches(String right, List<String> signatures) {
        byte[] expected = right.getBytes(StandardCharsets.US_ASCII);
        return signatures.stream()
                .limit(MAX_SIGNATURES)
                .anyMatch(each -> MessageDigest.isEqual(expected, each.getBytes(StandardCharsets.UTF_8)));
    }

    private static String hmac(String secret, byte[] prefix, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update(prefix);
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
