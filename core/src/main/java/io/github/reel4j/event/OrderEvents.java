package io.github.reel4j.event;

import io.github.reel4j.model.ClientEvent;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.OrderContext;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.RedactedFailure;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Publishes the events of each order up to its outcome: accepted, rejected or unknown. Never throws. Thread-safe. */
@Singleton
public final class OrderEvents {

    private final EventPublisher publisher;

    @Inject
    public OrderEvents(EventPublisher publisher) {
        this.publisher = publisher;
    }

    /** Returns whether there are listeners. Callers check it before they create something for an event. */
    public boolean isActive() {
        return publisher.isActive();
    }

    /** Returns the time at which something starts; 0 without listeners. */
    public long start() {
        return publisher.start();
    }

    /** Publishes the price of an order. */
    public void priced(OrderIntent intent) {
        if (isActive()) {
            publisher.publish(at -> new ClientEvent.OrderPriced(at, OrderContext.of(intent), intent.price()));
        }
    }

    /**
     * Publishes that an order waits for a permit.
     *
     * @param attempt the number of the send, from 1
     */
    public void permitRequested(OrderIntent intent, int attempt) {
        if (isActive()) {
            publisher.publish(at -> new ClientEvent.PermitRequested(at, OrderContext.of(intent), attempt));
        }
    }

    /**
     * Publishes that an order is being sent.
     *
     * @param attempt the number of the send, from 1
     */
    public void submitStarted(OrderIntent intent, int attempt) {
        if (isActive()) {
            publisher.publish(at -> new ClientEvent.SubmitStarted(at, OrderContext.of(intent), attempt));
        }
    }

    /**
     * Publishes the result of a send.
     *
     * @param start the value of {@link #start} before the send
     */
    public void submitFinished(OrderIntent intent, int attempt, long start, Either<VideoFailure, TaskRef> result) {
        if (isActive()) {
            publisher.publish(at -> new ClientEvent.SubmitFinished(
                    at,
                    withTask(OrderContext.of(intent), result.fold(VideoFailure::task, Optional::of)),
                    attempt,
                    publisher.since(start),
                    summary(result)));
        }
    }

    /**
     * Publishes that an order will be sent again.
     *
     * @param delay the time until the next send
     */
    public void retryScheduled(OrderIntent intent, int attempt, Duration delay, VideoFailure failure) {
        if (isActive()) {
            publisher.publish(at -> new ClientEvent.RetryScheduled(
                    at, OrderContext.of(intent), attempt, delay, RedactedFailure.of(failure)));
        }
    }

    /**
     * Publishes that another provider is tried.
     *
     * @param intent null if the request was not priced
     */
    public void fallbackTaken(
            ProviderId provider,
            GenerationRequest request,
            @Nullable OrderIntent intent,
            VideoFailure failure,
            ProviderId next) {
        if (isActive()) {
            publisher.publish(at -> new ClientEvent.FallbackTaken(
                    at, context(provider, request, intent), RedactedFailure.of(failure), next));
        }
    }

    /**
     * Publishes the failure of an order.
     *
     * @param intent null if the request was not priced
     */
    public void failed(
            ProviderId provider, GenerationRequest request, @Nullable OrderIntent intent, VideoFailure failure) {
        if (isActive()) {
            publishFailure(context(provider, request, intent), failure);
        }
    }

    private void publishFailure(OrderContext order, VideoFailure failure) {
        publisher.publish(
                at -> new ClientEvent.OrderFailed(at, withTask(order, failure.task()), RedactedFailure.of(failure)));
    }

    /** Publishes that an order is not in the journal as it should be. */
    public void journalWriteFailed(OrderIntent intent, VideoFailure failure) {
        if (isActive()) {
            publisher.publish(
                    at -> new ClientEvent.JournalWriteFailed(at, OrderContext.of(intent), RedactedFailure.of(failure)));
        }
    }

    /** Publishes that the end of a task, or its download, is not in the journal. */
    public void journalWriteFailed(TaskRef task, VideoFailure failure) {
        if (isActive()) {
            publisher.publish(at ->
                    new ClientEvent.JournalWriteFailed(at, publisher.orders().of(task), RedactedFailure.of(failure)));
        }
    }

    /**
     * Publishes that the vendor has called back.
     *
     * @param order the order that the URL names; the text form of its {@link OrderId}
     */
    public void calledBack(
            ProviderId provider, String order, Optional<ResolvedRequest> request, Optional<TaskRef> task) {
        if (isActive()) {
            publisher.publish(at -> new ClientEvent.CallbackReceived(
                    at,
                    task.map(publisher.orders()::of)
                            .filter(known -> known.order().isPresent())
                            .orElseGet(() -> withTask(context(provider, OrderId.parse(order), request), task))));
        }
    }

    /** Records that an order of unknown outcome has this task, so that later events of the task name the order. */
    public void recovered(OrderId order, Optional<ResolvedRequest> request, TaskRef task) {
        if (isActive()) {
            var unused = publisher.orders().add(context(task.provider(), order, request), task);
        }
    }

    private OrderContext withTask(OrderContext order, Optional<TaskRef> task) {
        return task.map(known -> publisher.orders().add(order, known)).orElse(order);
    }

    private static OrderContext context(ProviderId provider, GenerationRequest request, @Nullable OrderIntent intent) {
        return intent == null
                ? new OrderContext(
                        provider,
                        Optional.of(request.operation()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())
                : OrderContext.of(intent);
    }

    private static OrderContext context(ProviderId provider, OrderId order, Optional<ResolvedRequest> request) {
        return new OrderContext(
                provider,
                request.map(ResolvedRequest::operation),
                request.map(each -> each.model().id()),
                Optional.of(order),
                Optional.empty());
    }

    static Optional<RedactedFailure> summary(Either<VideoFailure, ?> result) {
        return result.fold(failure -> Optional.of(RedactedFailure.of(failure)), any -> Optional.empty());
    }
}
