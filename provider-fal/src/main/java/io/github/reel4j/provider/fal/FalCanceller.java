package io.github.reel4j.provider.fal;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.CancelOutcome;
import io.github.reel4j.model.CancelOutcome.Effect;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.TaskCanceller;
import io.github.reel4j.provider.feign.VendorClient;
import io.github.reel4j.provider.feign.VendorResponse;
import io.vavr.control.Either;

/** Requests cancellations. No document says whether fal bills a run that was cancelled. */
final class FalCanceller implements TaskCanceller {

    private static final String FINISHED = "ALREADY_COMPLETED";

    private final VendorClient client;
    private final FalApi api;

    FalCanceller(VendorClient client) {
        this.client = client;
        this.api = client.api(FalApi.class);
    }

    @Override
    public Either<VideoFailure, CancelOutcome> cancel(TaskRef task) {
        FalApp app = FalApp.of(task);
        return client.cancel(task, deadline -> api.cancel(app.owner(), app.name(), task.id(), deadline))
                .fold(
                        failure ->
                                failure.vendorMessage().filter(FINISHED::equals).isPresent()
                                        ? outcome(Effect.ALREADY_FINISHED)
                                        : Either.left(failure),
                        response -> read(task, response));
    }

    private Either<VideoFailure, CancelOutcome> read(TaskRef task, VendorResponse<FalApi.CancelStatus> response) {
        String status =
                response.value().status() == null ? "" : response.value().status();
        return switch (status) {
            case "OK" -> outcome(Effect.CANCELLED);
            case "CANCELLATION_REQUESTED" -> outcome(Effect.REQUESTED);
            case FINISHED -> outcome(Effect.ALREADY_FINISHED);
            default ->
                Either.left(client.failures()
                        .pollFailure(
                                FailureKind.UNEXPECTED_RESPONSE,
                                "the response from " + task.provider() + " does not say whether the task was cancelled",
                                task,
                                response));
        };
    }

    private static Either<VideoFailure, CancelOutcome> outcome(Effect effect) {
        return Either.right(new CancelOutcome(effect, BillingStatus.UNKNOWN));
    }
}
