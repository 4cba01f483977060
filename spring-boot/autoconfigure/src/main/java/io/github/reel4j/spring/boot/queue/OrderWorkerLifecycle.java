package io.github.reel4j.spring.boot.queue;

import io.github.reel4j.queue.OrderWorker;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the worker of the order queue after everything else, and stops it before everything else. A worker that stops
 * takes no more orders at once, and waits until those that are being sent have their results, at most 75 seconds. The
 * application does not end before that, even if Spring's timeout of a shutdown phase is shorter. Thread-safe.
 */
public final class OrderWorkerLifecycle implements SmartLifecycle, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(OrderWorkerLifecycle.class);
    private static final Duration MAX_STOP = Duration.ofSeconds(80);

    private final Supplier<OrderWorker> start;
    private final Duration phaseTimeout;
    private @Nullable OrderWorker worker;
    /** Workers that are stopping. */
    private final Set<CountDownLatch> stopping = ConcurrentHashMap.newKeySet();

    /**
     * @param start starts a worker
     * @param phaseTimeout the property {@code spring.lifecycle.timeout-per-shutdown-phase}
     */
    OrderWorkerLifecycle(Supplier<OrderWorker> start, Duration phaseTimeout) {
        this.start = start;
        this.phaseTimeout = phaseTimeout;
    }

    /** Returns the running worker; empty before the start and after the stop. */
    public synchronized Optional<OrderWorker> worker() {
        return Optional.ofNullable(worker);
    }

    @Override
    public synchronized void start() {
        if (worker != null) {
            return;
        }
        if (phaseTimeout.compareTo(MAX_STOP) < 0) {
            LOG.warn(
                    "spring.lifecycle.timeout-per-shutdown-phase is {}, but stopping the order worker takes up to {} s,"
                            + " because an order that is being sent must not be cut off. The application waits for it"
                            + " anyway. Set the property to {}s, and the grace period of the platform to more.",
                    phaseTimeout,
                    MAX_STOP.toSeconds(),
                    MAX_STOP.toSeconds());
        }
        worker = start.get();
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public void stop(Runnable callback) {
        CountDownLatch done = new CountDownLatch(1);
        OrderWorker closing;
        synchronized (this) {
            closing = worker;
            worker = null;
            if (closing != null) {
                stopping.add(done);
            }
        }
        if (closing == null) {
            callback.run();
            return;
        }
        Runnable close = () -> {
            try {
                closing.close();
            } finally {
                stopping.remove(done);
                done.countDown();
                callback.run();
            }
        };
        try {
            // not a daemon, so that the process does not end before the orders that are being sent have their results
            new Thread(close, "reel4j-stop-worker").start();
        } catch (OutOfMemoryError e) { // no more threads
            close.run();
        }
    }

    /** Waits until the worker has stopped, before its data source and its client are closed. */
    @Override
    public void destroy() throws InterruptedException {
        stop();
        for (CountDownLatch done : stopping) {
            done.await();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return worker != null;
    }

    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
}
