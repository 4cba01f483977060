package io.github.reel4j.testkit.contract.support;

import io.github.reel4j.testkit.http.ServerResponse;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.github.reel4j.testkit.simulator.Simulator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * Holds the responses to one kind of request until a given number of these requests has arrived, so that all of them
 * overlap. Thread-safe.
 */
public final class ResponseBarrier implements AutoCloseable {

    /** In real time, far above what the requests need. */
    private static final long MAX_SECONDS = 5;

    private final Simulator vendor;
    private final RequestKind kind;
    private final CountDownLatch missing;
    private volatile boolean timedOut;

    private ResponseBarrier(Simulator vendor, RequestKind kind, int requests) {
        this.vendor = vendor;
        this.kind = kind;
        this.missing = new CountDownLatch(requests);
    }

    /** Starts to hold responses. */
    public static ResponseBarrier until(Simulator vendor, RequestKind kind, int requests) {
        ResponseBarrier held = new ResponseBarrier(vendor, kind, requests);
        vendor.changeResponses(kind, held::hold);
        return held;
    }

    private ServerResponse hold(ServerResponse response) {
        missing.countDown();
        try {
            // after 1 timeout, no later response waits
            if (!timedOut && !missing.await(MAX_SECONDS, TimeUnit.SECONDS)) {
                timedOut = true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return response;
    }

    /** Returns whether all requests were at the vendor at the same time. */
    public boolean haveOverlapped() {
        return missing.getCount() == 0 && !timedOut;
    }

    /** Holds no further responses. */
    @Override
    public void close() {
        vendor.changeResponses(kind, UnaryOperator.identity());
    }
}
