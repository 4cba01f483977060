package io.github.reel4j.provider.feign;

import io.github.reel4j.model.CallbackHint;
import io.github.reel4j.model.ReceivedCallback;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.CallbackReader;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the callbacks of a vendor that posts JSON, and verifies them if the vendor signs. Thread-safe. */
public final class JsonCallbackReader implements CallbackReader {

    /**
     * What a callback says of its own signature; see {@link SignatureVerifier#verify}.
     *
     * @param timestamp when it was signed, in Unix seconds
     * @param prefix what is signed before the body
     * @param signatures in hexadecimal
     */
    public record SignatureParts(Optional<String> timestamp, String prefix, List<String> signatures) {

        /** Of a vendor that has time and signatures in headers of their own, and signs the time followed by the body. */
        public static SignatureParts withTimestamp(
                ReceivedCallback callback, String timeHeader, String signatureHeader) {
            Optional<String> stamp = callback.header(timeHeader);
            return new SignatureParts(stamp, stamp.orElse(""), callback.headers(signatureHeader));
        }
    }

    private record SignatureScheme(SignatureVerifier verifier, Function<ReceivedCallback, SignatureParts> parts) {}

    private final VendorClient client;
    private final JsonCallbackParser parser;
    private final @Nullable SignatureScheme scheme;

    private JsonCallbackReader(VendorClient client, String place, @Nullable SignatureScheme scheme) {
        this.client = client;
        this.parser = new JsonCallbackParser(place, client.taskIds());
        this.scheme = scheme;
    }

    /** For a vendor that documents no signature; {@code place} is where the body names the task, {@code /data/id}. */
    public static JsonCallbackReader unsigned(VendorClient client, String place) {
        return new JsonCallbackReader(client, place, null);
    }

    /**
     * For a vendor that signs.
     *
     * @param claims finds in a callback what it says of its signature
     */
    public static JsonCallbackReader signed(
            VendorClient client,
            String place,
            SignatureVerifier verifier,
            Function<ReceivedCallback, SignatureParts> claims) {
        return new JsonCallbackReader(client, place, new SignatureScheme(verifier, claims));
    }

    @Override
    public boolean signed() {
        return scheme != null;
    }

    @Override
    public Optional<Duration> timestampTolerance() {
        return Optional.ofNullable(scheme).map(each -> each.verifier().timestampTolerance());
    }

    @Override
    public Either<VideoFailure, CallbackHint> read(ReceivedCallback callback) {
        SignatureScheme own = scheme;
        if (own == null) {
            return parser.hint(callback);
        }
        SignatureParts claim = own.parts().apply(callback);
        return own.verifier()
                .verify(callback, claim.timestamp(), claim.prefix(), claim.signatures())
                .flatMap(parser::hint);
    }

    @Override
    public Either<VideoFailure, TaskRef> task(ResolvedRequest order, CallbackHint hint) {
        return Either.right(client.taskRef(order, hint.taskId()));
    }
}
