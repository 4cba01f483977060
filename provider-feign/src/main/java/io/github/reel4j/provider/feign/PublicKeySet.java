package io.github.reel4j.provider.feign;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.Scheduler;
import io.github.reel4j.provider.feign.json.StrictJson;
import io.vavr.control.Either;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The Ed25519 keys of a JSON Web Key Set (RFC 7517 and RFC 8037), which are fetched when they are needed. One thread
 * fetches at a time, and the others wait for it. Thread-safe.
 */
final class PublicKeySet {

    /** The maximum size of a key set. */
    static final int MAX_BYTES = 64 * 1024;

    private static final Duration MAX_AGE = Duration.ofHours(24);
    private static final Duration MIN_INTERVAL = Duration.ofMinutes(1);
    private static final int MAX_KEYS = 16;
    private static final int KEY_BYTES = 32;
    private static final int SIGN_BIT = 0x80;

    private final Scheduler scheduler;
    private final Supplier<Either<VideoFailure, byte[]>> document;
    private List<PublicKey> keys = List.of(); // guarded by this
    private long fetchedAt; // guarded by this
    private Optional<Attempt> last = Optional.empty(); // guarded by this

    private record Attempt(long at, Optional<VideoFailure> failure) {}

    PublicKeySet(Scheduler scheduler, Supplier<Either<VideoFailure, byte[]>> document) {
        this.scheduler = scheduler;
        this.document = document;
    }

    /** Returns the keys, at most 24 hours old; or a failure of kind {@code UNAVAILABLE}. */
    synchronized Either<VideoFailure, List<PublicKey>> current() {
        boolean usable = !keys.isEmpty() && age(fetchedAt).compareTo(MAX_AGE) <= 0;
        return usable ? Either.right(keys) : refreshed();
    }

    /** Returns the keys as the vendor publishes them now; those of the last minute if they were fetched then. */
    synchronized Either<VideoFailure, List<PublicKey>> refreshed() {
        if (last.isEmpty() || age(last.get().at()).compareTo(MIN_INTERVAL) >= 0) {
            Either<VideoFailure, List<PublicKey>> fetched = fetch();
            long now = scheduler.nanoTime();
            last = Optional.of(new Attempt(now, fetched.swap().toJavaOptional()));
            if (fetched.isRight()) {
                keys = fetched.get();
                fetchedAt = now;
            }
        }
        return last.flatMap(Attempt::failure)
                .<Either<VideoFailure, List<PublicKey>>>map(Either::left)
                .orElseGet(() -> Either.right(keys));
    }

    private Duration age(long since) {
        return Duration.ofNanos(scheduler.nanoTime() - since);
    }

    private Either<VideoFailure, List<PublicKey>> fetch() {
        return document.get().mapLeft(failure -> unavailable(failure.message())).flatMap(bytes -> {
            List<PublicKey> parsed = parse(bytes);
            return parsed.isEmpty() ? Either.left(unavailable("the key set has no Ed25519 key")) : Either.right(parsed);
        });
    }

    private static VideoFailure unavailable(String reason) {
        return VideoFailure.of(
                FailureKind.UNAVAILABLE,
                "the callback could not be verified, because the public keys could not be fetched: " + reason
                        + ". It is ignored; polling continues.");
    }

    private static List<PublicKey> parse(byte[] document) {
        List<PublicKey> keys = new ArrayList<>();
        try {
            JsonNode root = StrictJson.mapper().readTree(document);
            if (root != null) {
                for (JsonNode each : root.path("keys")) {
                    if (keys.size() < MAX_KEYS) {
                        key(each).ifPresent(keys::add);
                    }
                }
            }
        } catch (IOException e) { // not JSON: there are no keys
            return List.of();
        }
        return List.copyOf(keys);
    }

    private static Optional<PublicKey> key(JsonNode key) {
        if (!"OKP".equals(key.path("kty").textValue())
                || !"Ed25519".equals(key.path("crv").textValue())) {
            return Optional.empty();
        }
        try {
            byte[] encoded = Base64.getUrlDecoder().decode(key.path("x").asText());
            return encoded.length == KEY_BYTES ? Optional.of(decode(encoded)) : Optional.empty();
        } catch (IllegalArgumentException | GeneralSecurityException e) { // not a key
            return Optional.empty();
        }
    }

    /** Decodes a point: the y coordinate in little endian, whose highest bit is the sign of x (RFC 8032). */
    private static PublicKey decode(byte[] encoded) throws GeneralSecurityException {
        byte[] bigEndian = new byte[KEY_BYTES];
        for (int i = 0; i < KEY_BYTES; i++) {
            bigEndian[i] = encoded[KEY_BYTES - 1 - i];
        }
        boolean isXOdd = (bigEndian[0] & SIGN_BIT) != 0;
        bigEndian[0] = (byte) (bigEndian[0] & ~SIGN_BIT);
        EdECPoint point = new EdECPoint(isXOdd, new BigInteger(1, bigEndian));
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
    }
}
