package io.github.reel4j.testkit.gallery;

import io.github.reel4j.model.Billing;
import io.github.reel4j.model.CallbackHint;
import io.github.reel4j.model.CancelOutcome;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ReceivedCallback;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.CallbackReader;
import io.github.reel4j.port.TaskCanceller;
import io.github.reel4j.provider.feign.CallbackSignature;
import io.github.reel4j.provider.feign.JsonCallback;
import io.github.reel4j.provider.feign.VendorConnection;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.testkit.gallery.AcmeStyle.Abilities;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.Optional;

/** What the correct provider of Acme can do beside making videos. */
final class AcmeAbilities {

    private AcmeAbilities() {}

    static Optional<TaskCanceller> canceller(VendorConnection connection, AcmeApi api, AcmeStyle style) {
        return style.abilities() == Abilities.NONE
                ? Optional.empty()
                : Optional.of(task -> connection
                        .cancel(task, deadline -> api.stop(task.id(), deadline))
                        .flatMap(reply -> outcome(task, reply.value())));
    }

    private static Either<VideoFailure, CancelOutcome> outcome(TaskRef task, AcmeApi.Stop stop) {
        Boolean stopped = stop.stopped();
        if (stopped == null) {
            return Either.left(VideoFailure.of(FailureKind.UNEXPECTED_REPLY, "acme does not say whether it stopped")
                    .withTask(task));
        }
        Boolean charged = stop.charged();
        Billing billing = charged == null ? Billing.MAYBE : charged ? Billing.YES : Billing.NO;
        return Either.right(
                new CancelOutcome(stopped ? CancelOutcome.Effect.CANCELLED : CancelOutcome.Effect.TOO_LATE, billing));
    }

    static Optional<CallbackReader> callbacks(ProviderConfig config, AcmeStyle style) {
        return style.abilities() == Abilities.NONE
                ? Optional.empty()
                : Optional.of(new Reader(
                        config,
                        style.abilities() == Abilities.ALL,
                        new CallbackSignature(config, Duration.ofMinutes(5)),
                        new JsonCallback("/job/id", style.form())));
    }

    /** Reads Acme's callbacks. */
    private record Reader(ProviderConfig config, boolean signed, CallbackSignature signature, JsonCallback json)
            implements CallbackReader {

        @Override
        public Optional<Duration> window() {
            return signed ? Optional.of(signature.window()) : Optional.empty();
        }

        @Override
        public Either<VideoFailure, CallbackHint> read(ReceivedCallback callback) {
            if (!signed) {
                return json.hint(callback);
            }
            Optional<String> stamp = callback.header("x-acme-time");
            return signature
                    .verified(callback, stamp, stamp.orElse(""), callback.headers("x-acme-signature"))
                    .flatMap(json::hint);
        }

        @Override
        public Either<VideoFailure, TaskRef> task(ResolvedRequest order, CallbackHint hint) {
            return Either.right(new TaskRef(
                    order.provider(),
                    order.operation(),
                    "jobs",
                    hint.taskId(),
                    order.digest(),
                    config.timeline().now()));
        }
    }
}
