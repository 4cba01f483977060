package io.github.reel4j.provider.feign;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ReceivedCallback;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.ProviderConfig;
import io.vavr.control.Either;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Verifies callbacks that a vendor signs with HMAC-SHA256 and a secret of the customer. The secret is the setting
 * {@code callback-secret}, which is read for every callback; during a rotation it can list several secrets, separated
 * by commas. Thread-safe.
 */
public final class SignatureVerifier {

    private static final String ALGORITHM = "HmacSHA256";
    /** Limits the comparisons per callback. During a secret rotation vendors send fewer. */
    private static final int MAX_SIGNATURES = 8;

    private final ProviderConfig config;
    private final Duration timestampTolerance;

    /**
     * Creates a verifier.
     *
     * @param timestampTolerance how far the timestamp of a signature may be from now, in the past or the future
     */
    public SignatureVerifier(ProviderConfig config, Duration timestampTolerance) {
        this.config = config;
        this.timestampTolerance = timestampTolerance;
    }

    /** Returns how far the timestamp of a signature may be from now, in the past or the future. */
    public Duration timestampTolerance() {
        return timestampTolerance;
    }

    /**
     * Returns a verifier for another form of signature, for example in base64 or with several entries in a header.
     *
     * @param format where a callback has its signature, and what is signed
     */
    public static CallbackVerifier of(ProviderConfig config, SignatureFormat format) {
        return new HmacVerifier(config, format);
    }

    /**
     * Returns a verifier for Standard Webhooks: the headers {@code webhook-id}, {@code webhook-timestamp} and
     * {@code webhook-signature}, a secret in base64 after {@code whsec_}, and a tolerance of 5 minutes.
     */
    public static CallbackVerifier standardWebhooks(ProviderConfig config) {
        return of(config, SignatureFormat.STANDARD_WEBHOOKS);
    }

    /** Returns a failure of kind {@link FailureKind#CONFIGURATION} if no secret is set. */
    Optional<VideoFailure> configurationFailure() {
        return configurationFailure(config);
    }

    static Optional<VideoFailure> configurationFailure(ProviderConfig config) {
        return secrets(config).isEmpty()
                ? Optional.of(VideoFailure.of(
                        FailureKind.CONFIGURATION,
                        config.provider() + " signs its callbacks, and no secret is set to verify them. Looked in: "
                                + config.lookupPath("callback-secret")
                                + ". Nothing was sent, nothing was billed.\n  Set "
                                + config.provider() + ".callback-secret to the secret that the vendor's console shows,"
                                + " or order without a callback URL. reel4j polls the task even without"
                                + " callbacks."))
                : Optional.empty();
    }

    /**
     * Verifies the signature and the timestamp of a callback.
     *
     * @param timestamp the time of the signature in Unix seconds, as the callback has it
     * @param prefix the text that is signed before the body. It must contain the timestamp as the callback has it
     * @param signatures the signatures in hexadecimal, of which 1 must match
     * @return the callback, or a failure of kind {@code BAD_SIGNATURE}; it never throws, whatever the texts are
     */
    public Either<VideoFailure, ReceivedCallback> verify(
            ReceivedCallback callback, Optional<String> timestamp, String prefix, List<String> signatures) {
        return violation(callback, timestamp, prefix, signatures)
                .<Either<VideoFailure, ReceivedCallback>>map(
                        violation -> Either.left(failure(config, callback, violation)))
                .orElseGet(() -> Either.right(callback));
    }

    /** Returns the failure of a callback that is not proven to be from the vendor. */
    static VideoFailure failure(ProviderConfig config, ReceivedCallback callback, String violation) {
        return VideoFailure.of(
                FailureKind.BAD_SIGNATURE,
                "the " + callback + " could not be verified as sent by " + config.provider() + ": " + violation
                        + " It is ignored; polling continues.");
    }

    private Optional<String> violation(
            ReceivedCallback callback, Optional<String> timestamp, String prefix, List<String> signatures) {
        List<String> secrets = secrets(config);
        if (secrets.isEmpty()) {
            return Optional.of("no secret is set. Looked in: " + config.lookupPath("callback-secret") + ".");
        }
        Optional<String> stale =
                SignatureTimestamp.violation(timestamp, config.scheduler().now(), timestampTolerance);
        if (stale.isPresent()) {
            return stale;
        }
        byte[] prefixed = prefix.getBytes(StandardCharsets.UTF_8);
        return secrets.stream().anyMatch(secret -> matches(hmac(secret, prefixed, callback.body()), signatures))
                ? Optional.empty()
                : Optional.of("none of its signatures matches.");
    }

    /** Returns the secrets that the vendor may sign callbacks with. */
    static List<String> secrets(ProviderConfig config) {
        return config.text("callback-secret").stream()
                .flatMap(text -> Stream.of(text.split(",", -1)))
                .map(String::strip)
                .filter(secret -> !secret.isEmpty())
                .toList();
    }

    private static boolean matches(String expectedHex, List<String> signatures) {
        byte[] expected = expectedHex.getBytes(StandardCharsets.US_ASCII);
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
