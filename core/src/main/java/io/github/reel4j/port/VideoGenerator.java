package io.github.reel4j.port;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;

/** Submits paid orders to one vendor. Implementations are thread-safe. */
public interface VideoGenerator {

    /**
     * Sends the order at most once. Never throws.
     *
     * @return the task that the vendor accepted; or a failure. The failure is of kind
     *     {@link FailureKind#SUBMISSION_UNKNOWN} unless the vendor provably did not accept the order. It is of kind
     *     {@link FailureKind#UNREACHABLE} only if provably no byte reached the vendor. A response that names a task
     *     never proves a rejection, so the failure then contains the task
     * @implSpec RC-201 to RC-215 of the provider contract, RC-501 to RC-504, RC-801 to RC-804
     */
    Either<VideoFailure, TaskRef> submit(ResolvedRequest request);
}
