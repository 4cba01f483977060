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

/** The URL that the vendor calls for one order and, with {@code --listen}, the listener that receives these calls. */
final class OrderCallbackEndpoint implements AutoCloseable {

    private final TerminalStreams terminal;
    private final Optional<CallbackListener> listener;
    private final Optional<URI> url;
    private final BlockingQueue<RecoveredOrder> recovered = new LinkedBlockingQueue<>();

    private OrderCallbackEndpoint(TerminalStreams terminal, Optional<CallbackListener> listener, Optional<URI> url) {
        this.terminal = terminal;
        this.listener = listener;
        this.url = url;
    }

    /**
     * Opens the port of {@code --listen}, if that option is set.
     *
     * @throws CliException if the port cannot be opened
     */
    static OrderCallbackEndpoint of(TerminalStreams terminal, OrderOptions options) {
        Optional<CallbackListener> listener = options.listen.map(CallbackListener::bind);
        return new OrderCallbackEndpoint(
                terminal, listener, options.callbackUrl.or(() -> listener.map(CallbackListener::url)));
    }

    /** Returns the base URL that vendors call; empty if they are not to call. */
    Optional<URI> url() {
        return url;
    }

    /** Starts to pass incoming callbacks to {@code client}. */
    void serve(VideoClient client) {
        listener.ifPresent(each -> {
            each.serve(client.callbacks().onRecovered(recovered::add)::receive, this::report);
            terminal.note("  callbacks  " + url.map(URI::toString).orElse("") + " -> " + each.url());
        });
    }

    private void report(CallbackResponse response) {
        if (response == CallbackResponse.ACCEPTED) {
            terminal.note("  callback received; polling the vendor");
        }
    }

    /**
     * Waits for the result of a submit. If the vendor's response was lost, waits for a callback about the order.
     *
     * @param timeout longest wait for that callback
     * @throws VideoException the failure of the submit, if no callback arrives in time
     */
    VideoTask awaitOrder(CancellableOrder order, Duration timeout) {
        try {
            return order.awaitResult();
        } catch (VideoException e) {
            if (listener.isEmpty() || e.kind() != FailureKind.SUBMISSION_UNKNOWN) {
                throw e;
            }
            terminal.warn("the vendor's response to the order was lost. Waiting up to "
                    + DurationParser.describe(timeout) + " for its callback. Nothing is ordered again.");
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
