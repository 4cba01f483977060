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
 * All calls of one client to one vendor, under one budget: a rate, tasks at once, calls at once. Orders go first, in their order;
 * then polls, by their worth. A vendor that asks for patience slows them all. Thread-safe.
 */
public final class Lane {

    /** Nobody waits longer to place an order; the vendor's wish is told instead. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private static final Duration LONGEST_OWN_PAUSE = Duration.ofSeconds(20);

    private final Timeline timeline;
    private final LaneLimits limits;
    private final Pace pace;
    private final RetryTokens retries = new RetryTokens();
    private final Deque<OrderTurn> orders = new ArrayDeque<>();
    private final PollQueue polls = new PollQueue();
    private final List<Runnable> starvedListeners = new ArrayList<>();
    private int calls;
    private int tasks;
    private int rateLimitsInARow;
    private boolean alarmed;
    private boolean closed;

    Lane(Timeline timeline, LaneLimits limits) {
        this.timeline = timeline;
        this.limits = limits;
        this.pace = limits.requestsPerMinute()
                .map(each -> Pace.perMinute(each, timeline.nanoTime()))
                .orElseGet(() -> Pace.unlimited(timeline.nanoTime()));
    }

    /** Whether the vendor runs only so many tasks at once, so that the end of each must be noticed. */
    public boolean limitsTasks() {
        return limits.tasksAtOnce().isPresent();
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

    /** Asks for an order's turn; one of the two follows, {@code go} on a worker. An order's turn counts as a task and as a call. */
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
            while (!mine.isDecided()) {
                long nanos = untilNext();
                if (nanos > 0) {
                    timeline.sleep(Duration.ofNanos(nanos));
                } else {
                    mine.await();
                }
            }
            return mine.refusal();
        } catch (InterruptedException e) {
            giveUp(mine);
            throw e;
        } catch (RejectedExecutionException e) {
            giveUp(mine);
            return Optional.of(PacingText.closed());
        }
    }

    /** A call is back. */
    public void over() {
        synchronized (this) {
            calls--;
        }
        pump();
    }

    /** A task has ended, or the order did not become one. */
    public void taskOver() {
        synchronized (this) {
            tasks--;
        }
        pump();
    }

    /** The vendor asks for patience: no call for {@code asked}, or for a growing time of our own. */
    public synchronized void slowDown(Optional<Duration> asked) {
        Duration own = Duration.ofSeconds(1L << Math.min(rateLimitsInARow++, 5));
        Duration bounded = own.compareTo(LONGEST_OWN_PAUSE) > 0 ? LONGEST_OWN_PAUSE : own;
        pace.pause(asked.orElse(bounded), timeline.nanoTime());
    }

    /** The vendor answers as it should. */
    public synchronized void answered() {
        rateLimitsInARow = 0;
        retries.giveBack();
    }

    /** Whether a poll that failed may be made again soon; else much later. */
    public synchronized boolean mayRetrySoon() {
        return retries.take();
    }

    /** Refuses all orders that wait, and makes no further call. */
    public void close() {
        List<OrderTurn> refused;
        synchronized (this) {
            closed = true;
            refused = drain();
        }
        refused.forEach(order -> order.refused().accept(PacingText.closed()));
    }

    private void enqueue(OrderTurn turn) {
        synchronized (this) {
            orders.add(turn);
        }
        pump();
    }

    private synchronized long untilNext() {
        return slotFree() ? pace.untilNext(timeline.nanoTime()) : 0;
    }

    private void giveUp(OrderTurn.Blocking mine) {
        boolean granted;
        synchronized (this) {
            granted = !orders.remove(mine.turn())
                    && mine.isDecided()
                    && mine.refusal().isEmpty();
            if (granted) {
                calls--;
                tasks--;
            }
        }
        pump();
    }

    private boolean slotFree() {
        return limits.tasksAtOnce().map(most -> tasks < most).orElse(true);
    }

    private List<OrderTurn> drain() {
        List<OrderTurn> all = List.copyOf(orders);
        orders.clear();
        return all;
    }

    /** Starts whatever may start, outside the lock. */
    private void pump() {
        List<Runnable> starts = new ArrayList<>();
        synchronized (this) {
            long now = timeline.nanoTime();
            if (closed || pace.pausedFor(now) > LONGEST_WAIT.toNanos()) {
                VideoFailure why =
                        closed ? PacingText.closed() : PacingText.askedToWait(Duration.ofNanos(pace.pausedFor(now)));
                drain().forEach(order -> starts.add(() -> order.refused().accept(why)));
            }
            while (!closed && calls < limits.callsAtOnce() && pace.untilNext(now) == 0) {
                Optional<Runnable> next = next();
                if (next.isEmpty()) {
                    break;
                }
                pace.take(now);
                calls++;
                starts.add(next.get());
            }
            if (!closed && !orders.isEmpty() && !slotFree()) {
                starvedListeners.forEach(listener -> starts.add(() -> timeline.execute(listener)));
            }
            alarm(now);
        }
        starts.forEach(this::start);
    }

    private Optional<Runnable> next() {
        if (!orders.isEmpty() && slotFree()) {
            tasks++;
            return Optional.of(orders.remove().go());
        }
        return Optional.ofNullable(polls.next()).map(poll -> () -> timeline.execute(poll::run));
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
        } catch (RejectedExecutionException e) {
            close();
        }
    }

    private void alarm(long now) {
        long nanos = pace.untilNext(now);
        boolean waits = !polls.isEmpty() || (!orders.isEmpty() && slotFree());
        if (closed || alarmed || !waits || nanos == 0) {
            return;
        }
        try {
            timeline.schedule(Duration.ofNanos(nanos), this::ring);
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
