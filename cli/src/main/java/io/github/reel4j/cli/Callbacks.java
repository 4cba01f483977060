package io.github.reel4j.cli;

import io.github.reel4j.CallbackResponse;
import io.github.reel4j.RecoveredOrder;
import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoException;
import io.github.reel4j.VideoTask;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.spi.DurationParser;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What one order has to do with callbacks: nothing, unless it listens for them. */
final class Callbacks implements AutoCloseable {

    private final Terminal terminal;
    private final Optional<CallbackListener> listener;
    private final Optional<URI> base;
    private final BlockingQueue<RecoveredOrder> recovered = new LinkedBlockingQueue<>();

    private Callbacks(Terminal terminal, Optional<CallbackListener> listener, Optional<URI> base) {
        this.terminal = terminal;
        this.listener = listener;
        this.base = base;
    }

    /** Takes the port that the options ask for, if they do. */
    static Callbacks of(Terminal terminal, OrderOptions options) {
        Optional<CallbackListener> listener = options.listen.map(CallbackListener::bind);
        return new Callbacks(terminal, listener, options.callbackUrl.or(() -> listener.map(CallbackListener::address)));
    }

    /** Under which address vendors reach us; empty if they are not to call. */
    Optional<URI> base() {
        return base;
    }

    /** From now on, what comes is the client's. */
    void serve(VideoClient client) {
        listener.ifPresent(each -> {
            each.serve(client.callbacks().onRecovered(recovered::add)::receive, this::report);
            terminal.note("  callbacks  " + base.map(URI::toString).orElse("") + " -> " + each.address());
        });
    }

    private void report(CallbackResponse outcome) {
        if (outcome == CallbackResponse.ACCEPTED) {
            terminal.note("  a callback came; asking the vendor");
        }
    }

    /**
     * Waits for the answer to an order, and for a callback where it was lost.
     *
     * @throws VideoException that of the submit, if none comes in time
     */
    VideoTask awaitOrder(PlacedOrder order, Duration timeout) {
        try {
            return order.awaitResult();
        } catch (VideoException e) {
            if (listener.isEmpty() || e.failure().kind() != FailureKind.SUBMISSION_UNKNOWN) {
                throw e;
            }
            terminal.warn("the vendor's answer to the order was lost. It may call back: waiting up to "
                    + DurationParser.describe(timeout) + ". Nothing is ordered again.");
            return awaitRecovered(timeout).map(RecoveredOrder::task).orElseThrow(() -> e);
        }
    }

    private Optional<RecoveredOrder> awaitRecovered(Duration timeout) {
        try {
            return Optional.ofNullable(recovered.poll(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        listener.ifPresent(CallbackListener::close);
    }
}
