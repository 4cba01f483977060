package io.github.reel4j.pacing;

import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * All calls of one client to one vendor, under one budget. Orders go first, in their order; then polls, by their worth. A vendor that
 * asks for patience slows them all. A worker whose poll is back makes the next one itself. Thread-safe.
 */
public final class Lane {

    /** Nobody waits longer to place an order; the vendor's wish is told instead. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private final Timeline timeline;
    private final Budget budget;
    private final Turns turns;
    private final List<Runnable> starvedListeners = new ArrayList<>();
    private boolean alarmed;
    private boolean closed;

    Lane(Timeline timeline, LaneLimits limits) {
        this.timeline = timeline;
        this.budget = new Budget(timeline, limits);
        this.turns = new Turns(budget);
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
        pump(() -> turns.add(poll));
    }

    /**
     * Asks for an order's turn, which counts as a task and as a call.
     *
     * @param go called on a worker when it may be sent
     * @param refused called instead when it will not be
     */
    public void queue(Runnable go, Consumer<VideoFailure> refused) {
        pump(() -> turns.add(new OrderTurn(() -> execute(go, refused), refused)));
    }

    /**
     * Waits on the caller's thread for an order's turn.
     *
     * @return why it must not be sent; empty if it may
     * @throws InterruptedException if the thread is interrupted first; the turn is given up
     */
    public Optional<VideoFailure> awaitTurn() throws InterruptedException {
        OrderTurn.Blocking mine = new OrderTurn.Blocking();
        pump(() -> turns.add(mine.turn()));
        try {
            mine.await();
            return mine.refusal();
        } catch (InterruptedException e) {
            giveUp(mine);
            throw e;
        }
    }

    /** An order's call is back. That of a poll is when {@link Poll#run} returns. */
    public void over() {
        pump(budget::callIsOver);
    }

    /** A task has ended, or the order did not become one. */
    public void taskOver() {
        pump(budget::taskIsOver);
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
            refused = turns.takeOrders();
        }
        refused.forEach(order -> order.refused().accept(PacingText.closed()));
    }

    private void giveUp(OrderTurn.Blocking mine) {
        pump(() -> {
            turns.remove(mine.turn());
            if (mine.isGranted()) {
                budget.callIsOver();
                budget.taskIsOver();
            }
        });
    }

    /** Starts whatever may start after {@code change}. */
    private void pump(Runnable change) {
        grant(change).forEach(this::begin);
    }

    /**
     * Makes {@code change} and gives whatever turns may be given then, all at once under the lock. Orders are started outside it.
     *
     * @return the polls that are to be made now
     */
    private List<Poll> grant(Runnable change) {
        List<Runnable> starts = new ArrayList<>();
        List<Poll> polls = new ArrayList<>();
        synchronized (this) {
            change.run();
            if (!closed) {
                turns.grant(order -> starts.add(order.go()), polls::add);
            }
            if (turns.isStarved()) {
                starvedListeners.forEach(listener -> starts.add(() -> timeline.execute(listener)));
            }
            alarm();
            Optional<VideoFailure> why = refusal();
            if (why.isPresent()) {
                turns.takeOrders()
                        .forEach(each -> starts.add(() -> each.refused().accept(why.get())));
            }
        }
        starts.forEach(this::start);
        return polls;
    }

    private void begin(Poll poll) {
        start(() -> timeline.execute(() -> work(poll)));
    }

    /** On a worker: one poll after another, until there is none or somebody is to be told of the last. */
    private void work(Poll first) {
        Optional<Poll> next = Optional.of(first);
        while (next.isPresent()) {
            next = make(next.get());
        }
    }

    /** The next for this thread: were that begun on another, this one would be one too many until it is back in its pool. */
    private Optional<Poll> make(Poll poll) {
        Optional<Runnable> left;
        try {
            left = poll.run();
        } catch (Throwable e) { // an error too: its place is free, whatever becomes of this thread
            over();
            throw e;
        }
        if (left.isPresent() || Thread.currentThread().isInterrupted()) { // the next must not find this one's interrupt
            over();
            left.ifPresent(Runnable::run);
            return Optional.empty();
        }
        List<Poll> polls = grant(budget::callIsOver);
        polls.stream().skip(1).forEach(this::begin);
        return polls.stream().findFirst();
    }

    private Optional<VideoFailure> refusal() {
        if (closed) {
            return Optional.of(PacingText.closed());
        }
        Duration pause = budget.pausedFor();
        return pause.compareTo(LONGEST_WAIT) > 0 ? Optional.of(PacingText.askedToWait(pause)) : Optional.empty();
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

    /** For whoever waits for time. That may have come since the clock was looked at: then it rings at once. */
    private void alarm() {
        if (closed || alarmed || !turns.awaitTime()) {
            return;
        }
        try {
            timeline.schedule(budget.untilNext(), () -> pump(() -> alarmed = false));
            alarmed = true;
        } catch (RejectedExecutionException e) {
            closed = true;
        }
    }
}
