package io.github.reel4j.provider.feign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.reel4j.model.CallbackHint;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ReceivedCallback;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.CallbackReader;
import io.github.reel4j.provider.feign.json.StrictJson;
import io.vavr.Lazy;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the callbacks of a vendor that posts JSON, and verifies them if the vendor signs them. It reads nothing of the
 * body but the task id. Thread-safe.
 */
public final class JsonCallbackReader implements CallbackReader {

    /**
     * The parts of a callback's signature; see {@link SignatureVerifier#verify}.
     *
     * @param timestamp the time of the signature in Unix seconds
     * @param prefix the text that is signed before the body
     * @param signatures the signatures in hexadecimal
     */
    public record SignatureParts(Optional<String> timestamp, String prefix, List<String> signatures) {

        /**
         * Returns the parts for a vendor that signs timestamp and body, and sends timestamp and signature in headers.
         */
        public static SignatureParts withTimestamp(
                ReceivedCallback callback, String timestampHeader, String signatureHeader) {
            Optional<String> timestamp = callback.header(timestampHeader);
            return new SignatureParts(timestamp, timestamp.orElse(""), callback.headers(signatureHeader));
        }
    }

    private record SharedSecret(SignatureVerifier verifier, Function<ReceivedCallback, SignatureParts> parts)
            implements CallbackVerifier {

        @Override
        public Duration timestampTolerance() {
            return verifier.timestampTolerance();
        }

        @Override
        public Optional<VideoFailure> configurationFailure() {
            return verifier.configurationFailure();
        }

        @Override
        public Either<VideoFailure, ReceivedCallback> verify(ReceivedCallback callback) {
            SignatureParts found = parts.apply(callback);
            return verifier.verify(callback, found.timestamp(), found.prefix(), found.signatures());
        }
    }

    private final VendorClient client;
    private final String taskIdPointer;
    private final @Nullable CallbackVerifier verifier;
    private final Lazy<JsonMapper> mapper = Lazy.of(StrictJson::mapper);

    private JsonCallbackReader(VendorClient client, String taskIdPointer, @Nullable CallbackVerifier verifier) {
        this.client = client;
        this.taskIdPointer = taskIdPointer;
        this.verifier = verifier;
    }

    /**
     * Creates a reader for a vendor that documents no signature.
     *
     * @param taskIdPointer the JSON pointer to the task id in the body, for example {@code /data/id}
     */
    public static JsonCallbackReader unsigned(VendorClient client, String taskIdPointer) {
        return new JsonCallbackReader(client, taskIdPointer, null);
    }

    /**
     * Creates a reader for a vendor that signs its callbacks.
     *
     * @param taskIdPointer the JSON pointer to the task id in the body, for example {@code /data/id}
     * @param parts finds the parts of the signature in a callback
     */
    public static JsonCallbackReader signed(
            VendorClient client,
            String taskIdPointer,
            SignatureVerifier verifier,
            Function<ReceivedCallback, SignatureParts> parts) {
        return signed(client, taskIdPointer, new SharedSecret(verifier, parts));
    }

    /**
     * Creates a reader for a vendor that signs its callbacks in its own way, for example with {@link Ed25519Verifier}.
     *
     * @param taskIdPointer the JSON pointer to the task id in the body, for example {@code /data/id}
     */
    public static JsonCallbackReader signed(VendorClient client, String taskIdPointer, CallbackVerifier verifier) {
        return new JsonCallbackReader(client, taskIdPointer, verifier);
    }

    @Override
    public boolean signed() {
        return verifier != null;
    }

    @Override
    public Optional<Duration> timestampTolerance() {
        return Optional.ofNullable(verifier)
                .filter(CallbackVerifier::hasTimestamp)
                .map(CallbackVerifier::timestampTolerance);
    }

    @Override
    public Optional<VideoFailure> configurationFailure() {
        return Optional.ofNullable(verifier).flatMap(CallbackVerifier::configurationFailure);
    }

    @Override
    public Either<VideoFailure, CallbackHint> read(ReceivedCallback callback) {
        CallbackVerifier signed = verifier;
        return signed == null ? hint(callback) : signed.verify(callback).flatMap(this::hint);
    }

    private Either<VideoFailure, CallbackHint> hint(ReceivedCallback callback) {
        return client.taskIdFormat()
                .validate(taskId(callback).orElse(null))
                .<Either<VideoFailure, CallbackHint>>map(id -> Either.right(new CallbackHint(id)))
                .orElseGet(() -> Either.left(VideoFailure.of(
                        FailureKind.UNEXPECTED_RESPONSE,
                        "the " + callback + " has no valid task id at " + taskIdPointer
                                + ". It is ignored; polling continues.")));
    }

    private Optional<String> taskId(ReceivedCallback callback) {
        try {
            JsonNode id = mapper.get().readTree(callback.text()).at(taskIdPointer);
            return id.isTextual() || id.isIntegralNumber() ? Optional.of(id.asText()) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    @Override
    public Either<VideoFailure, TaskRef> task(ResolvedRequest order, CallbackHint hint) {
        return Either.right(client.taskRef(order, hint.taskId()));
    }
}
