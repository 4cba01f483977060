package io.github.reel4j.provider.feign;

import io.github.reel4j.model.ReceivedCallback;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.ProviderConfig;
import io.vavr.control.Either;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Verifies the Ed25519 signatures of callbacks, with the public keys that the vendor publishes as a JSON Web Key Set.
 * The keys are fetched without credentials and only from public IP addresses, and kept for 24 hours. A signature that
 * no key matches makes it fetch them again, at most once a minute, because the vendor may have changed its keys.
 * Thread-safe.
 */
public final class Ed25519Verifier implements CallbackVerifier {

    private static final int SIGNATURE_HEX_DIGITS = 128;

    /**
     * The parts of a signed callback.
     *
     * @param timestamp the time of the signature in Unix seconds; it must be part of {@code message}
     * @param message the signed text, in UTF-8
     * @param signature the signature in hexadecimal
     */
    public record SignedMessage(Optional<String> timestamp, String message, Optional<String> signature) {}

    private final ProviderConfig config;
    private final Duration timestampTolerance;
    private final Function<ReceivedCallback, SignedMessage> parts;
    private final PublicKeySet keys;

    private Ed25519Verifier(
            ProviderConfig config,
            Duration timestampTolerance,
            Function<ReceivedCallback, SignedMessage> parts,
            PublicKeySet keys) {
        this.config = config;
        this.timestampTolerance = timestampTolerance;
        this.parts = parts;
        this.keys = keys;
    }

    /**
     * Creates a verifier, which fetches nothing before the first callback.
     *
     * @param defaultKeysUrl the documented URL of the key set; the setting {@code jwks-url} replaces it
     * @param timestampTolerance how far the timestamp of a signature may be from now, in the past or the future
     * @param parts finds the parts of the signature in a callback
     * @throws io.github.reel4j.spi.InvalidSettingException if the setting is invalid
     */
    public static Ed25519Verifier of(
            VendorClient client,
            ProviderConfig config,
            String defaultKeysUrl,
            Duration timestampTolerance,
            Function<ReceivedCallback, SignedMessage> parts) {
        String url = config.url("jwks-url").map(Object::toString).orElse(defaultKeysUrl);
        return new Ed25519Verifier(
                config,
                timestampTolerance,
                parts,
                new PublicKeySet(config.scheduler(), () -> client.fetchDocument(url, PublicKeySet.MAX_BYTES)));
    }

    @Override
    public Duration timestampTolerance() {
        return timestampTolerance;
    }

    @Override
    public Either<VideoFailure, ReceivedCallback> verify(ReceivedCallback callback) {
        SignedMessage signed = parts.apply(callback);
        Optional<String> stale = SignatureTimestamp.violation(
                signed.timestamp(), config.scheduler().now(), timestampTolerance);
        if (stale.isPresent()) {
            return Either.left(bad(callback, stale.get()));
        }
        Optional<byte[]> signature = signature(signed);
        if (signature.isEmpty()) {
            return Either.left(bad(callback, "it has no readable signature."));
        }
        Either<VideoFailure, List<PublicKey>> current = keys.current();
        if (current.isLeft() || anyMatches(current.get(), signed.message(), signature.get())) {
            return current.map(any -> callback);
        }
        return keys.refreshed()
                .flatMap(fresh -> anyMatches(fresh, signed.message(), signature.get())
                        ? Either.right(callback)
                        : Either.left(bad(callback, "its signature matches no public key.")));
    }

    private VideoFailure bad(ReceivedCallback callback, String violation) {
        return SignatureVerifier.failure(config, callback, violation);
    }

    private static Optional<byte[]> signature(SignedMessage signed) {
        try {
            return signed.signature()
                    .filter(hex -> hex.length() == SIGNATURE_HEX_DIGITS)
                    .map(hex -> HexFormat.of().parseHex(hex));
        } catch (IllegalArgumentException e) { // no hexadecimal digits
            return Optional.empty();
        }
    }

    private static boolean anyMatches(List<PublicKey> keys, String message, byte[] signature) {
        return keys.stream().anyMatch(key -> matches(key, message, signature));
    }

    private static boolean matches(PublicKey key, String message, byte[] bytes) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(key);
            signature.update(message.getBytes(StandardCharsets.UTF_8));
            return signature.verify(bytes);
        } catch (GeneralSecurityException e) { // the bytes are no signature
            return false;
        }
    }
}
