package io.github.reel4j.cli;

import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoException;
import io.github.reel4j.VideoTask;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.model.VideoFailure;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * An order that the client is processing for a command. One thread waits for its result. Another thread may cancel it
 * until it is sent. Thread-safe.
 */
final class CancellableOrder {

    private final VideoClient client;
    private final CompletableFuture<VideoTask> order;

    private CancellableOrder(VideoClient client, CompletableFuture<VideoTask> order) {
        this.client = client;
        this.order = order;
    }

    static CancellableOrder submit(VideoClient client, GenerationRequest request, Optional<OrderKey> key) {
        return new CancellableOrder(
                client,
                key.map(each -> client.submitAsync(request, each)).orElseGet(() -> client.submitAsync(request)));
    }

    /**
     * Waits for the result.
     *
     * @throws VideoException like {@link VideoClient#submit}
     */
    VideoTask awaitResult() {
        try {
            return order.join();
        } catch (CancellationException e) {
            throw new VideoException(VideoFailure.of(
                    FailureKind.INTERRUPTED,
                    "the order was interrupted before the vendor accepted it. Nothing was ordered, nothing was"
                            + " billed."));
        } catch (CompletionException e) {
            throw e.getCause() instanceof VideoException failure ? failure : e;
        }
    }

    /** Cancels the order and any resend, and records that in the journal. Returns false while it is being sent. */
    boolean tryCancel() {
        boolean cancelled = order.cancel(false);
        if (cancelled) {
            client.close();
        }
        return cancelled;
    }
}
