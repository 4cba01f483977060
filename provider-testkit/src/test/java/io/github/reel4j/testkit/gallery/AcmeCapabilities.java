package io.github.reel4j.testkit.gallery;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.CallbackHint;
import io.github.reel4j.model.CancelOutcome;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.MediaFile;
import io.github.reel4j.model.MediaFormat;
import io.github.reel4j.model.ReceivedCallback;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.UploadLimits;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.CallbackReader;
import io.github.reel4j.port.MediaUploader;
import io.github.reel4j.port.TaskCanceller;
import io.github.reel4j.provider.feign.CallbackVerifier;
import io.github.reel4j.provider.feign.Ed25519Verifier;
import io.github.reel4j.provider.feign.Ed25519Verifier.SignedMessage;
import io.github.reel4j.provider.feign.JsonCallbackReader;
import io.github.reel4j.provider.feign.LenientJson;
import io.github.reel4j.provider.feign.SignatureVerifier;
import io.github.reel4j.provider.feign.VendorClient;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.testkit.gallery.AcmeStyle.Abilities;
import io.vavr.control.Either;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The optional ports of the correct provider of Acme. */
final class AcmeCapabilities {

    private static final Duration WINDOW = Duration.ofMinutes(5);

    private AcmeCapabilities() {}

    static Optional<TaskCanceller> canceller(VendorClient client, AcmeApi api, AcmeStyle style) {
        return style.abilities() == Abilities.NONE
                ? Optional.empty()
                : Optional.of(task -> client.cancel(task, deadline -> api.stop(task.id(), deadline))
                        .flatMap(response -> outcome(task, response.value())));
    }

    private static Either<VideoFailure, CancelOutcome> outcome(TaskRef task, AcmeApi.Stop stop) {
        Boolean stopped = stop.stopped();
        if (stopped == null) {
            return Either.left(VideoFailure.of(FailureKind.UNEXPECTED_RESPONSE, "acme does not say whether it stopped")
                    .withTask(task));
        }
        Boolean charged = stop.charged();
        BillingStatus billing =
                charged == null ? BillingStatus.UNKNOWN : charged ? BillingStatus.BILLED : BillingStatus.NOT_BILLED;
        return Either.right(new CancelOutcome(
                stopped ? CancelOutcome.Effect.CANCELLED : CancelOutcome.Effect.ALREADY_FINISHED, billing));
    }

    static Optional<CallbackReader> callbacks(VendorClient client, ProviderConfig config, AcmeStyle style) {
        return style.abilities() == Abilities.NONE
                ? Optional.empty()
                : Optional.of(new Reader(
                        config,
                        switch (style.abilities()) {
                            case ALL, QUEUED_CANCELS, EVENTS ->
                                Optional.of(new Hmac(new SignatureVerifier(config, WINDOW)));
                            case PUBLIC_KEYS -> Optional.of(publicKeys(client, config));
                            default -> Optional.empty();
                        },
                        JsonCallbackReader.unsigned(client, "/job/id")));
    }

    private static Ed25519Verifier publicKeys(VendorClient client, ProviderConfig config) {
        return Ed25519Verifier.of(client, config, "https://keys.acme.example/jwks.json", WINDOW, callback -> {
            Optional<String> stamp = callback.header("x-acme-time");
            return new SignedMessage(stamp, stamp.orElse("") + callback.text(), callback.header("x-acme-signature"));
        });
    }

    /** Verifies signatures with the shared secret. */
    private record Hmac(SignatureVerifier signature) implements CallbackVerifier {

        @Override
        public Duration timestampTolerance() {
            return signature.timestampTolerance();
        }

        @Override
        public Either<VideoFailure, ReceivedCallback> verify(ReceivedCallback callback) {
            Optional<String> stamp = callback.header("x-acme-time");
            return signature.verify(callback, stamp, stamp.orElse(""), callback.headers("x-acme-signature"));
        }
    }

    static Optional<MediaUploader> uploader(VendorClient client, AcmeApi api, AcmeStyle style) {
        return style.abilities() == Abilities.NONE ? Optional.empty() : Optional.of(new Uploader(client, api));
    }

    /** Uploads files of 3 types. */
    private record Uploader(VendorClient client, AcmeApi api) implements MediaUploader {

        @Override
        public UploadLimits limits() {
            return UploadLimits.of(AcmeModels.at("files"))
                    .accept(1_000_000, MediaFormat.PNG, MediaFormat.JPEG)
                    .accept(10_000_000, MediaFormat.MP4);
        }

        @Override
        public Either<VideoFailure, URI> upload(MediaFile file) {
            try {
                return upload(file.type().id(), file.readAllBytes());
            } catch (IOException e) {
                return Either.left(VideoFailure.of(FailureKind.UPLOAD_FAILED, "the file cannot be read"));
            }
        }

        private Either<VideoFailure, URI> upload(String type, byte[] content) {
            return client.upload(deadline -> api.store(type, content, deadline))
                    .flatMap(response -> LenientJson.url(response.value().url())
                            .<Either<VideoFailure, URI>>map(Either::right)
                            .orElseGet(() -> Either.left(client.failures().uploadFailed("has no URL", response))));
        }
    }

    /** The reader of Acme's callbacks. */
    private record Reader(ProviderConfig config, Optional<CallbackVerifier> signature, JsonCallbackReader json)
            implements CallbackReader {

        @Override
        public boolean signed() {
            return signature.isPresent();
        }

        @Override
        public Optional<Duration> timestampTolerance() {
            return signature.map(CallbackVerifier::timestampTolerance);
        }

        @Override
        public Either<VideoFailure, CallbackHint> read(ReceivedCallback callback) {
            return signature.isEmpty()
                    ? json.read(callback)
                    : signature.get().verify(callback).flatMap(json::read);
        }

        @Override
        public Either<VideoFailure, TaskRef> task(ResolvedRequest order, CallbackHint hint) {
            return Either.right(new TaskRef(
                    order.provider(),
                    order.operation(),
                    "jobs",
                    hint.taskId(),
                    order.fingerprint(),
                    config.scheduler().now()));
        }
    }
}
