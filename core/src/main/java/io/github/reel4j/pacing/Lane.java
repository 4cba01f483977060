package io.github.reel4j.pacing;

import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.Timeline;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * All calls of one client to one vendor, under one budget. Orders go first, in their order; then polls, by their worth. A vendor that
 * asks for patience slows them all. Thread-safe.
 */
public final class Lane {

    /** Nobody waits longer to place an order; the vendor's wish is told instead. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private final Timeline timeline;
    private final Budget budget;
    private final Deque<OrderTurn> orders = new ArrayDeque<>();
    private final PollQueue polls = new PollQueue();
    private final List<Runnable> starvedListeners = new ArrayList<>();
    private boolean alarmed;
    private boolean closed;

    Lane(Timeline timeline, LaneLimits limits) {
        this.timeline = timeline;
        this.budget = new Budget(timeline, limits);
    }

    /** Whether the vendor runs only so many tasks at once, so that the end of each must be noticed. */
    public boolean limitsTasks() {
        return budget.limitsTasks();
    }

    /** Is told, on a worker, whenever an order waits for a task to end. */
    public synchronized void onStarved(Runnable listener) {
        starvedListeners.add(listener);
    }

    /** Asks for a turn; {@link Poll#run} follows on a worker, unless the lane closes or nobody wants it any more. */
    public void offer(Poll poll) {
        synchronized (this) {
            polls.add(poll);
        }
        pump();
    }

    /**
     * Asks for an order's turn, which counts as a task and as a call.
     *
     * @param go called on a worker when it may be sent
     * @param refused called instead when it will not be
     */
    public void queue(Runnable go, Consumer<VideoFailure> refused) {
        enqueue(new OrderTurn(() -> execute(go, refused), refused));
    }

    /**
     * Waits on the caller's thread for an order's turn.
     *
     * @return why it must not be sent; empty if it may
     * @throws InterruptedException if the thread is interrupted first; the turn is given up
     */
    public Optional<VideoFailure> awaitTurn() throws InterruptedException {
        OrderTurn.Blocking mine = new OrderTurn.Blocking();
        enqueue(mine.turn());
        try {
            mine.await();
            return mine.refusal();
        } catch (InterruptedException e) {
            giveUp(mine);
            throw e;
        }
    }

    /** A call is back. */
    public void over() {
        synchronized (this) {
            budget.callIsOver();
        }
        pump();
    }

    /** A task has ended, or the order did not become one. */
    public void taskOver() {
        synchronized (this) {
            budget.taskIsOver();
        }
        pump();
    }

    /** The vendor asks for patience: no call for {@code asked}, or for a growing time of our own. */
    public synchronized void slowDown(Optional<Duration> asked) {
        budget.pause(asked);
    }

    /** The vendor answers as it should. */
    public synchronized void answered() {
        budget.answered();
    }

    /** Whether a poll that failed may be made again soon; else much later. */
    public synchronized boolean mayRetrySoon() {
        return budget.takeRetry();
    }

    /** Refuses all orders that wait, and makes no further call. */
    public void close() {
        List<OrderTurn> refused;
        synchronized (this) {
            closed = true;
            refused = takeOrders();
        }
        refused.forEach(order -> order.refused().accept(PacingText.closed()));
    }

    private void enqueue(OrderTurn turn) {
        synchronized (this) {
            orders.add(turn);
        }
        pump();
    }

    private void giveUp(OrderTurn.Blocking mine) {
        synchronized (this) {
            orders.remove(mine.turn());
            if (mine.isGranted()) {
                budget.callIsOver();
                budget.taskIsOver();
            }
        }
        pump();
    }

    private List<OrderTurn> takeOrders() {
        List<OrderTurn> all = List.copyOf(orders);
        orders.clear();
        return all;
    }

    /** Starts whatever may start, outside the lock. */
    private void pump() {
        List<Runnable> starts = new ArrayList<>();
        synchronized (this) {
            Optional<Runnable> next = next();
            while (next.isPresent()) {
                starts.add(next.get());
                next = next();
            }
            if (!orders.isEmpty() && !budget.allowsTask()) {
                starvedListeners.forEach(listener -> starts.add(() -> timeline.execute(listener)));
            }
            alarm();
            refusal()
                    .ifPresent(why -> takeOrders()
                            .forEach(each -> starts.add(() -> each.refused().accept(why))));
        }
        starts.forEach(this::start);
    }

    private Optional<VideoFailure> refusal() {
        if (closed) {
            return Optional.of(PacingText.closed());
        }
        return Optional.of(budget.pausedFor())
                .filter(pause -> pause.compareTo(LONGEST_WAIT) > 0)
                .map(PacingText::askedToWait);
    }

    private Optional<Runnable> next() {
        if (closed || !budget.allowsCall()) {
            return Optional.empty();
        }
        if (!orders.isEmpty() && budget.allowsTask()) {
            budget.takeCall();
            budget.takeTask();
            OrderTurn turn = orders.remove();
            turn.granted().run();
            return Optional.of(turn.go());
        }
        return Optional.ofNullable(polls.next()).map(poll -> {
            budget.takeCall();
            return () -> timeline.execute(poll::run);
        });
    }

    private void execute(Runnable go, Consumer<VideoFailure> refused) {
        try {
            timeline.execute(go);
        } catch (RejectedExecutionException e) {
            refused.accept(PacingText.closed());
            throw e;
        }
    }

    private void start(Runnable start) {
        try {
            start.run();
        } catch (RejectedExecutionException e) { // time has ended
            close();
        }
    }

    /** For whoever waits for time alone. That may have come since they were looked at: then it rings at once. */
    private void alarm() {
        boolean waits = !polls.isEmpty() || (!orders.isEmpty() && budget.allowsTask());
        if (closed || alarmed || !waits || !budget.hasRoom()) {
            return;
        }
        try {
            timeline.schedule(budget.untilNext(), this::ring);
            alarmed = true;
        } catch (RejectedExecutionException e) {
            closed = true;
        }
    }

    private void ring() {
        synchronized (this) {
            alarmed = false;
        }
        pump();
    }
}
