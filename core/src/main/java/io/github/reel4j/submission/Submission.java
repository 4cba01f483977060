package io.github.reel4j.submission;

import io.github.reel4j.dispatch.RequestDispatcher;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.port.VideoGenerator;
import java.util.function.BooleanSupplier;

/**
 * What is to be sent, to whom, and as what it is written down.
 *
 * @param dispatcher of all calls to the vendor
 * @param calledBack whether the vendor has named a task in a callback for this order; then it must not be sent again
 */
public record Submission(
        RequestDispatcher dispatcher,
        VideoGenerator generator,
        ResolvedRequest request,
        OrderIntent intent,
        BooleanSupplier calledBack) {}
