package io.github.reel4j.queue.worker;

import io.github.reel4j.VideoException;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Retryability;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.queue.model.QueuedOrder;
import io.github.reel4j.queue.model.QueuedOrderState;
import io.github.reel4j.queue.model.ReadyHandler;
import io.github.reel4j.queue.model.ReadyVideo;
import io.github.reel4j.queue.store.OrderRow;
import io.github.reel4j.queue.store.OrderStore;
import io.github.reel4j.queue.store.PollStore;
import io.github.reel4j.queue.worker.ProviderClients.ProviderClient;
import io.vavr.control.Either;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls the program's handler for a finished order, once for each step. Thread-safe. */
final class DeliveryStep {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryStep.class);
    /** Until a worker with the keys of the order's account takes it. */
    private static final Duration OTHER_ACCOUNT = Duration.ofSeconds(2);

    private static final Duration INITIAL_BACKOFF = Duration.ofSeconds(5);
    private static final Duration MAX_BACKOFF = Duration.ofMinutes(10);

    /** Vendors keep a video for 24 hours, or document nothing. */
    private static final Duration LINK_LIFETIME = Duration.ofHours(24);

    private final ProviderClients clients;
    private final OrderStore orders;
    private final PollStore store;
    private final ReadyHandler handler;
    private final ExecutorService handlerThreads;
    private final Duration handlerTimeout;
    private final String worker;

    DeliveryStep(
            ProviderClients clients,
            OrderStore orders,
            PollStore store,
            ReadyHandler handler,
            ExecutorService handlerThreads,
            Duration handlerTimeout,
            String worker) {
        this.clients = clients;
        this.orders = orders;
        this.store = store;
        this.handler = handler;
        this.handlerThreads = handlerThreads;
        this.handlerTimeout = handlerTimeout;
        this.worker = worker;
    }

    StepResult run(UUID id) throws SQLException, InterruptedException {
        Optional<OrderRow> found = orders.find(id);
        if (found.isEmpty()
                || found.get().order().state() != QueuedOrderState.READY
                || found.get().order().delivery().deliveredAt().isPresent()) {
            return new StepResult.Done();
        }
        OrderRow row = found.get();
        QueuedOrder order = row.order();
        TaskRef task = order.task().orElseThrow();
        if (!clients.isOwnAccount(row)) {
            return StepResult.after(OTHER_ACCOUNT);
        }
        ProviderClient client = clients.of(task.provider());
        Optional<Throwable> failure =
                call(order, new DownloadableVideo(order.video().orElseThrow(), client, task));
        if (failure.isEmpty()) {
            store.recordDelivered(id, worker);
            return new StepResult.Done();
        }
        String name = failure.get().getClass().getName();
        store.recordDeliveryFailure(id, name);
        LOG.warn(
                "the handler has failed with {} for order {}, call {}. It is called again.",
                name,
                order.key(),
                order.delivery().attempts() + 1);
        return isExpired(row, failure.get())
                ? withFreshLink(row, client)
                : StepResult.after(Backoff.after(order.delivery().attempts() + 1, INITIAL_BACKOFF, MAX_BACKOFF));
    }

    /** Calls the handler on a thread of its own, because it may block for ever. */
    private Optional<Throwable> call(QueuedOrder order, ReadyVideo video) throws InterruptedException {
        Future<?> call = handlerThreads.submit(() -> {
            handler.onReady(order, video);
            return true;
        });
        try {
            call.get(handlerTimeout.toMillis(), TimeUnit.MILLISECONDS);
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            call.cancel(true);
            return Optional.of(e);
        } catch (InterruptedException e) {
            call.cancel(true);
            throw e;
        }
    }

    private static boolean isExpired(OrderRow row, Throwable failure) {
        boolean reported = failure instanceof VideoException exception && exception.kind() == FailureKind.LINK_EXPIRED;
        Instant since = row.linkReplacedAt().or(row.order().times()::ended).orElse(row.readAt());
        Duration age = Duration.between(since, row.readAt());
        return reported || age.compareTo(LINK_LIFETIME) > 0;
    }

    /** Requests a fresh link once; the delivery ends if that does not help. */
    private StepResult withFreshLink(OrderRow row, ProviderClient client) throws SQLException, InterruptedException {
        UUID id = row.order().id();
        if (row.linkReplacedAt().isPresent()) {
            return undeliverable(row, "the link to the video has expired");
        }
        Duration pause = Backoff.after(row.order().delivery().attempts() + 1, INITIAL_BACKOFF, MAX_BACKOFF);
        RateLimitPermits.Result permit = client.permits().acquire(RateLimitPermits.Use.POLL, INITIAL_BACKOFF);
        if (permit instanceof RateLimitPermits.Denied) {
            return StepResult.after(pause);
        }
        Either<VideoFailure, TaskStatus> status =
                client.status(row.order().task().orElseThrow());
        if (status.isLeft()) {
            FailureKind kind = status.getLeft().kind();
            LOG.warn("no fresh link for order {}: {}", row.order().key(), kind);
            return kind.retryability() == Retryability.NEVER
                    ? undeliverable(row, "the vendor has no fresh link: " + kind)
                    : StepResult.after(pause);
        }
        if (status.get() instanceof TaskStatus.Succeeded succeeded) {
            store.replaceVideo(id, succeeded.video());
            return StepResult.after(INITIAL_BACKOFF);
        }
        return undeliverable(row, "the vendor has no video of the task any more");
    }

    private StepResult undeliverable(OrderRow row, String why) throws SQLException {
        store.recordEvent(row.order().id(), "DELIVERY_FAILED", worker, why);
        LOG.error(
                "order {} is not delivered: {}. The video is billed: ask the vendor.",
                row.order().key(),
                why);
        return new StepResult.Done();
    }
}
