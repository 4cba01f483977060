package io.github.reel4j;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.pacing.Lane;
import io.github.reel4j.pacing.Lanes;
import io.github.reel4j.polling.CompletionKey;
import io.github.reel4j.spi.InvalidSettingException;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.submission.Submitter;
import io.github.reel4j.tracking.FollowedVendor;
import io.github.reel4j.tracking.TaskTracking;
import io.github.reel4j.tracking.Tracker;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** From a request to a paid task that is followed: price, guard, turn, send. Thread-safe. */
@Singleton
final class Ordering {

    private final ClientOptions options;
    private final Quoting quoting;
    private final Lanes lanes;
    private final Submitter submitter;
    private final Tracker tracker;

    @Inject
    Ordering(ClientOptions options, Quoting quoting, Lanes lanes, Submitter submitter, Tracker tracker) {
        this.options = options;
        this.quoting = quoting;
        this.lanes = lanes;
        this.submitter = submitter;
        this.tracker = tracker;
    }

    /** Sends on the caller's thread. */
    Generation submit(GenerationRequest request) {
        Quoting.Quoted order = priced(request);
        return submitter
                .submit(lane(order.provider()), order.provider().generator(), order.request())
                .map(task -> followNew(order, task))
                .getOrElseThrow(VideoException::new);
    }

    /** Sends when its turn has come. */
    CompletableFuture<Generation> submitLater(GenerationRequest request) {
        try {
            Quoting.Quoted order = priced(request);
            QueuedOrder queued = new QueuedOrder(task -> followNew(order, task));
            submitter.submitLater(lane(order.provider()), order.provider().generator(), order.request(), queued);
            return queued;
        } catch (VideoException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Takes up a task that was ordered before, here or elsewhere. */
    Generation followOld(VideoProvider provider, TaskRef task) {
        return generation(provider, tracker.followOld(vendor(provider), task, key(task, Optional.empty())));
    }

    /** @throws VideoException if a limit of {@code provider} is set that is none */
    Lane lane(VideoProvider provider) {
        try {
            return lanes.of(provider);
        } catch (InvalidSettingException e) {
            throw new VideoException(VideoFailure.of(FailureKind.CONFIGURATION, String.valueOf(e.getMessage())));
        }
    }

    private Quoting.Quoted priced(GenerationRequest request) {
        Quoting.Quoted order = quoting.quoteToOrder(request).getOrElseThrow(VideoException::new);
        options.spendGuard()
                .refusal(order.provider().pricing().estimate(order.request()))
                .ifPresent(failure -> {
                    throw new VideoException(failure);
                });
        return order;
    }

    private Generation followNew(Quoting.Quoted order, TaskRef task) {
        CompletionKey key = key(task, order.request().get(Field.RESOLUTION));
        return generation(order.provider(), tracker.followNew(vendor(order.provider()), task, key));
    }

    private FollowedVendor vendor(VideoProvider provider) {
        return new FollowedVendor(provider.tracker(), lane(provider));
    }

    private Generation generation(VideoProvider provider, TaskTracking tracking) {
        return new Generation(tracking, provider.downloader(), options.patience());
    }

    private static CompletionKey key(TaskRef task, Optional<Resolution> resolution) {
        return new CompletionKey(task.provider(), task.operation(), task.endpoint(), resolution);
    }
}
