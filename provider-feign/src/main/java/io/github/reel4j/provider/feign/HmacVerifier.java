package io.github.reel4j.provider.feign;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ReceivedCallback;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.ProviderConfig;
import io.vavr.control.Either;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Verifies signatures of any {@link SignatureFormat}. Reads the secret for each callback. Thread-safe. */
final class HmacVerifier implements CallbackVerifier {

    private static final String ALGORITHM = "HmacSHA256";

    private final ProviderConfig config;
    private final SignatureFormat format;

    HmacVerifier(ProviderConfig config, SignatureFormat format) {
        this.config = config;
        this.format = format;
    }

    @Override
    public Duration timestampTolerance() {
        return format.tolerance();
    }

    @Override
    public boolean hasTimestamp() {
        return format.hasTimestamp();
    }

    @Override
    public Optional<VideoFailure> configurationFailure() {
        Optional<VideoFailure> none = SignatureVerifier.configurationFailure(config);
        return none.isPresent() || !keys().isEmpty()
                ? none
                : Optional.of(VideoFailure.of(
                        FailureKind.CONFIGURATION,
                        config.provider() + ".callback-secret does not have the form that the vendor documents: "
                                + format.secretForm()
                                + ". Nothing was sent, nothing was billed.\n  Set it to the secret of the sender:"
                                + " that of your account, or of the simulator if you order from one."));
    }

    @Override
    public Either<VideoFailure, ReceivedCallback> verify(ReceivedCallback callback) {
        return violation(callback)
                .<Either<VideoFailure, ReceivedCallback>>map(
                        violation -> Either.left(SignatureVerifier.failure(config, callback, violation)))
                .orElseGet(() -> Either.right(callback));
    }

    private Optional<String> violation(ReceivedCallback callback) {
        List<byte[]> keys = keys();
        if (keys.isEmpty()) {
            return Optional.of("no usable secret is set. Looked in: " + config.lookupPath("callback-secret") + ".");
        }
        Optional<String> stale = format.hasTimestamp()
                ? SignatureTimestamp.violation(
                        format.timestamp(callback), config.scheduler().now(), format.tolerance())
                : Optional.empty();
        if (stale.isPresent()) {
            return stale;
        }
        Optional<byte[]> content = format.content(callback);
        if (content.isEmpty()) {
            return Optional.of("a header that is part of its signature is missing.");
        }
        List<byte[]> signatures = format.signatures(callback);
        return keys.stream()
                        .map(key -> hmac(key, content.get()))
                        .anyMatch(
                                expected -> signatures.stream().anyMatch(each -> MessageDigest.isEqual(expected, each)))
                ? Optional.empty()
                : Optional.of("none of its signatures matches.");
    }

    private List<byte[]> keys() {
        return SignatureVerifier.secrets(config).stream()
                .map(format::key)
                .flatMap(Optional::stream)
                .toList();
    }

    private static byte[] hmac(byte[] key, byte[] content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
