package io.github.reel4j.provider.dashscope;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.CancelOutcome;
import io.github.reel4j.model.CancelOutcome.Effect;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.StatusTracker;
import io.github.reel4j.port.TaskCanceller;
import io.github.reel4j.provider.feign.VendorClient;
import io.vavr.control.Either;
import java.util.Optional;

/**
 * Cancels tasks that have not started; the vendor documents no way to stop others. It documents no body of the response
 * either, so that only polls show that a task was cancelled.
 */
final class DashscopeCanceller implements TaskCanceller {

    private final DashscopeApi api;
    private final VendorClient client;
    private final StatusTracker tracker;

    DashscopeCanceller(VendorClient client, StatusTracker tracker) {
        this.client = client;
        this.tracker = tracker;
        this.api = client.api(DashscopeApi.class);
    }

    @Override
    public Either<VideoFailure, CancelOutcome> cancel(TaskRef task) {
        return client.cancel(task, deadline -> api.cancel(task.id(), deadline))
                .fold(
                        failure -> failure.vendorCode().equals(Optional.of("UnsupportedOperation"))
                                ? tracker.status(task).flatMap(status -> notQueued(task, status, failure))
                                : Either.left(failure),
                        response -> Either.right(new CancelOutcome(Effect.REQUESTED, BillingStatus.UNKNOWN)));
    }

    /** The vendor rejects the request for tasks that run and for tasks that have ended, with the same code. */
    private static Either<VideoFailure, CancelOutcome> notQueued(
            TaskRef task, TaskStatus status, VideoFailure rejection) {
        if (status instanceof TaskStatus.Succeeded
                || status instanceof TaskStatus.Failed
                || status instanceof TaskStatus.Cancelled) {
            return Either.right(new CancelOutcome(Effect.ALREADY_FINISHED, BillingStatus.UNKNOWN));
        }
        if (status instanceof TaskStatus.Running) {
            return Either.right(new CancelOutcome(Effect.NOT_CANCELLABLE, BillingStatus.UNKNOWN));
        }
        return Either.left(VideoFailure.builder()
                .from(rejection)
                .kind(FailureKind.UNSUPPORTED)
                .message(task.provider() + " cancels only tasks that have not started, and has rejected the cancel of "
                        + "this one, whose status is " + status.id() + ". It was not cancelled, and may be billed.")
                .task(task)
                .build());
    }
}
