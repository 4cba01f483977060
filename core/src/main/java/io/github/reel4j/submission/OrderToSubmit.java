package io.github.reel4j.submission;

import io.github.reel4j.dispatch.RequestDispatcher;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.port.VideoGenerator;
import java.util.function.BooleanSupplier;

/**
 * An order to send.
 *
 * @param dispatcher of all calls to the vendor
 * @param intent what the journal records before the order is sent
 * @param calledBack returns whether the vendor has called back about a task of this order; then it must not be sent
 *     again
 */
public record OrderToSubmit(
        RequestDispatcher dispatcher,
        VideoGenerator generator,
        ResolvedRequest request,
        OrderIntent intent,
        BooleanSupplier calledBack) {}
