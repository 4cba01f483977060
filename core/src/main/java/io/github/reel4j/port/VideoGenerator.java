package io.github.reel4j.port;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;

/** Places paid orders with one vendor. Implementations are thread-safe. */
public interface VideoGenerator {

    /**
     * Sends the order at most once, and answers with the task or with what is known of the failure. It never throws.
     *
     * @return a failure of kind {@link FailureKind#SUBMISSION_UNKNOWN} unless the vendor provably did not take the order;
     *     {@link FailureKind#UNREACHABLE} only if not one byte of it can have arrived. An answer that names a task proves no
     *     rejection, whatever else it says; the failure then has the task
     * @implSpec RC-201 to RC-212 of the provider contract, RC-501 to RC-503, RC-801 to RC-803
     */
    Either<VideoFailure, TaskRef> submit(ResolvedRequest request);
}
