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
     * What a callback says of its own signature; see {@link CallbackSignature#verified}.
     *
     * @param stamp when it was signed, in Unix seconds
     * @param prefix what is signed before the body
     * @param signatures in hexadecimal
     */
    public record Claim(Optional<String> stamp, String prefix, List<String> signatures) {

        /** Of a vendor that has time and signatures in headers of their own, and signs the time followed by the body. */
        public static Claim timed(ReceivedCallback callback, String timeHeader, String signatureHeader) {
            Optional<String> stamp = callback.header(timeHeader);
            return new Claim(stamp, stamp.orElse(""), callback.headers(signatureHeader));
        }
    }

    private record Scheme(CallbackSignature signature, Function<ReceivedCallback, Claim> claims) {}

    private final VendorConnection connection;
    private final JsonCallback body;
    private final @Nullable Scheme scheme;

    private JsonCallbackReader(VendorConnection connection, String place, @Nullable Scheme scheme) {
        this.connection = connection;
        this.body = new JsonCallback(place, connection.taskIds());
        this.scheme = scheme;
    }

    /** For a vendor that documents no signature; {@code place} is where the body names the task, {@code /data/id}. */
    public static JsonCallbackReader unsigned(VendorConnection connection, String place) {
        return new JsonCallbackReader(connection, place, null);
    }

    /**
     * For a vendor that signs.
     *
     * @param claims finds in a callback what it says of its signature
     */
    public static JsonCallbackReader signed(
            VendorConnection connection,
            String place,
            CallbackSignature signature,
            Function<ReceivedCallback, Claim> claims) {
        return new JsonCallbackReader(connection, place, new Scheme(signature, claims));
    }

    @Override
    public boolean signed() {
        return scheme != null;
    }

    @Override
    public Optional<Duration> window() {
        return Optional.ofNullable(scheme).map(each -> each.signature().window());
    }

    @Override
    public Either<VideoFailure, CallbackHint> read(ReceivedCallback callback) {
        Scheme own = scheme;
        if (own == null) {
            return body.hint(callback);
        }
        Claim claim = own.claims().apply(callback);
        return own.signature()
                .verified(callback, claim.stamp(), claim.prefix(), claim.signatures())
                .flatMap(body::hint);
    }

    @Override
    public Either<VideoFailure, TaskRef> task(ResolvedRequest order, CallbackHint hint) {
        return Either.right(connection.task(order, hint.taskId()));
    }
}
