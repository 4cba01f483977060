package io.github.reel4j.cli;

import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoException;
import io.github.reel4j.VideoTask;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.VideoFailure;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** An order that was placed: somebody waits for its answer, and somebody else may take it back while it has not left. Thread-safe. */
final class PlacedOrder {

    private final VideoClient client;
    private final CompletableFuture<VideoTask> order;

    private PlacedOrder(VideoClient client, CompletableFuture<VideoTask> order) {
        this.client = client;
        this.order = order;
    }

    static PlacedOrder submit(VideoClient client, GenerationRequest request) {
        return new PlacedOrder(client, client.submitAll(List.of(request)).get(0));
    }

    /** @throws VideoException what {@link VideoClient#submit} would throw */
    VideoTask awaitResult() {
        try {
            return order.join();
        } catch (CancellationException e) {
            throw new VideoException(VideoFailure.of(FailureKind.INTERRUPTED, "interrupted. Nothing was ordered."));
        } catch (CompletionException e) {
            throw e.getCause() instanceof VideoException failure ? failure : e;
        }
    }

    /** Sends it neither for the first time nor again, and notes that in the journal; false while it is on its way. */
    boolean tryCancel() {
        boolean withdrawn = order.cancel(false);
        if (withdrawn) {
            client.close();
        }
        return withdrawn;
    }
}
