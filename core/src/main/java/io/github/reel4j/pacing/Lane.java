package io.github.reel4j.pacing;

import io.github.reel4j.guard.GuardedLog;
import io.github.reel4j.guard.ThrownName;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.Timeline;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * All calls of one client to one vendor, under one budget. Orders go first, in their order; then calls of the program and polls in
 * turn. A vendor that asks for patience slows them all, {@link #MAX_PAUSE} at most for each response. A worker whose poll is back makes
 * the next one itself. Thread-safe.
 */
public final class Lane {

    /** The longest pause that one response imposes on all calls, whatever it asks for. */
    public static final Duration MAX_PAUSE = Duration.ofMinutes(10);

    /** The longest that a call of the program waits for its turn. */
    public static final Duration MAX_CALL_WAIT = Duration.ofMinutes(1);

    private static final GuardedLog LOG = GuardedLog.of(Lane.class);

    private final ProviderId vendor;
    private final Timeline timeline;
    private final Ranking ranking;
    private final Budget budget;
    private final Turns turns;
    private final List<Runnable> starvedListeners = new ArrayList<>();
    private boolean alarmed;
    private boolean closed;

    Lane(ProviderId vendor, Timeline timeline, LaneLimits limits) {
        this.vendor = vendor;
        this.timeline = timeline;
        this.ranking = new Ranking(timeline);
        this.budget = new Budget(timeline, limits);
        this.turns = new Turns(budget);
    }

    /** Whether the vendor runs only so many tasks at once, so that the end of each must be noticed. */
    public boolean limitsTasks() {
        return budget.limitsTasks();
    }

    /** Returns whether an order waits for a task to end. */
    public synchronized boolean isStarved() {
        return turns.isStarved();
    }

    /** Is told, on a worker, whenever a change leaves an order waiting for a task to end; not of one that waits already. */
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
        pump(() -> turns.add(new OrderTurn(() -> execute(new OneStart(go), refused), refused)));
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
            giveUp(mine, true);
            throw e;
        }
    }

    /**
     * Makes a call that is no order on the caller's thread, in its turn, for which it waits {@link #MAX_CALL_WAIT} at most.
     *
     * @return what was answered; or a failure of kind {@link FailureKind#RATE_LIMITED} or {@link FailureKind#INTERRUPTED}, if the
     *     vendor was not asked
     * @throws InterruptedException if the thread is interrupted before its turn; the vendor was not asked
     */
    public <T> Either<VideoFailure, T> call(Supplier<Either<VideoFailure, T>> call) throws InterruptedException {
        Optional<VideoFailure> refusal = awaitCall();
        if (refusal.isPresent()) {
            return Either.left(refusal.get());
        }
        try {
            return hear(call.get());
        } finally {
            over();
        }
    }

    private Optional<VideoFailure> awaitCall() throws InterruptedException {
        OrderTurn.Blocking mine = new OrderTurn.Blocking();
        pump(() -> turns.addCall(mine.turn()));
        Timeline.Alarm alarm = mine.isDecided() ? () -> {} : refuseLater(mine.turn());
        try {
            mine.await();
            return mine.refusal();
        } catch (InterruptedException e) {
            giveUp(mine, false);
            throw e;
        } finally {
            alarm.cancel();
        }
    }

    private Timeline.Alarm refuseLater(OrderTurn call) {
        try {
            return timeline.schedule(MAX_CALL_WAIT, () -> {
                if (takeBack(call)) {
                    call.refused().accept(noTurn());
                }
            });
        } catch (RejectedExecutionException e) { // time has ended
            close();
            return () -> {};
        }
    }

    private synchronized boolean takeBack(OrderTurn call) {
        return turns.remove(call);
    }

    private synchronized VideoFailure noTurn() {
        Duration rest = budget.pausedFor();
        return PacingText.noTurn(pause(), rest.isZero() ? Optional.empty() : Optional.of(rest));
    }

    /** How the vendor fares shows in the answer to a poll, or to a call that is no order; gives that back. */
    public <T> Either<VideoFailure, T> hear(Either<VideoFailure, T> answer) {
        return answer.peek(any -> answered()).peekLeft(trouble -> {
            if (trouble.kind() == FailureKind.RATE_LIMITED
                    || trouble.retryAfter().isPresent()) {
                pause(trouble.retryAfter(), Optional.empty());
            }
        });
    }

    /** The pause that the vendor asked for; empty if there is none. */
    public synchronized Optional<Pause> pause() {
        return budget.askedPause()
                .map(asked -> new Pause(vendor, asked, timeline.now().plus(budget.pausedFor())));
    }

    /** An order's call is back. That of a poll is when {@link Poll#run} returns. */
    public void over() {
        pump(budget::callIsOver);
    }

    /** A task has ended, or the order did not become one. */
    public void taskOver() {
        pump(budget::taskIsOver);
    }

    /** Does the same as {@link #slowDown(Optional, Optional)} without a time of ours. */
    public void slowDown(Optional<Duration> asked) {
        slowDown(asked, Optional.empty());
    }

    /**
     * The vendor answers an order with a wish for patience: no call for {@code asked}, {@link #MAX_PAUSE} at most, or else for
     * {@code own}, or else for a growing time. If more is asked for, orders are refused meanwhile: they are told of it instead of
     * waiting.
     */
    public void slowDown(Optional<Duration> asked, Optional<Duration> own) {
        synchronized (this) {
            asked.ifPresent(budget::orderPause);
        }
        pause(asked, own);
    }

    private void pause(Optional<Duration> asked, Optional<Duration> own) {
        Optional<Pause> told;
        synchronized (this) {
            told = budget.pause(asked, own) ? pause() : Optional.empty();
        }
        told.ifPresent(pause -> LOG.info("{}", pause));
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
        List<OrderTurn> calls;
        synchronized (this) {
            closed = true;
            refused = turns.takeOrders();
            calls = turns.takeCalls();
        }
        calls.forEach(call -> start(() -> call.refused().accept(PacingText.closedBeforeCall())));
        refused.forEach(order -> start(() -> order.refused().accept(PacingText.closed())));
    }

    private void giveUp(OrderTurn.Blocking mine, boolean isOrder) {
        pump(() -> {
            turns.remove(mine.turn());
            if (mine.isGranted()) {
                budget.callIsOver();
                if (isOrder) {
                    budget.taskIsOver();
                }
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
            List<Poll> unranked = closed ? List.of() : turns.takeUnranked();
            if (!unranked.isEmpty()) {
                starts.add(() -> ranking.rank(unranked, order -> pump(() -> turns.addRanked(order))));
            }
            alarm();
            if (turns.hasCallers()) {
                refusal().ifPresent(why -> starts.add(refusing(turns.takeOrders(), why)));
                callRefusal()
                        .ifPresent(why -> turns.takeCalls()
                                .forEach(each -> starts.add(() -> each.refused().accept(why))));
            }
        }
        starts.forEach(this::start);
        return polls;
    }

    /** Tells whoever waits for the orders: a thread at once, others on a worker, for they write down what they are told. */
    private Runnable refusing(List<OrderTurn> orders, VideoFailure why) {
        Runnable tellOthers = () -> orders.stream()
                .filter(order -> !order.isAwaited())
                .forEach(order -> order.refused().accept(why));
        boolean now = closed || orders.stream().allMatch(OrderTurn::isAwaited);
        return () -> {
            orders.stream()
                    .filter(OrderTurn::isAwaited)
                    .forEach(order -> order.refused().accept(why));
            if (now) {
                tellOthers.run();
            } else {
                executeOrRun(tellOthers);
            }
        };
    }

    private void executeOrRun(Runnable work) {
        try {
            timeline.execute(work);
        } catch (RejectedExecutionException e) {
            work.run();
            throw e;
        }
    }

    private void begin(Poll poll) {
        OneStart call = new OneStart(() -> work(poll));
        start(() -> {
            try {
                timeline.execute(call);
            } catch (
                    OutOfMemoryError e) { // "unable to create native thread": a poll that is lost here is lost for good
                call.run();
            }
        });
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
        Duration pause = budget.orderPausedFor();
        return pause.compareTo(MAX_PAUSE) > 0 ? Optional.of(PacingText.askedToWait(pause)) : Optional.empty();
    }

    private Optional<VideoFailure> callRefusal() {
        if (closed) {
            return Optional.of(PacingText.closedBeforeCall());
        }
        return budget.pausedFor().compareTo(MAX_CALL_WAIT) > 0 ? Optional.of(noTurn()) : Optional.empty();
    }

    private void execute(OneStart go, Consumer<VideoFailure> refused) {
        try {
            timeline.execute(go);
        } catch (RejectedExecutionException e) {
            refused.accept(PacingText.closed());
            throw e;
        } catch (Throwable e) { // no thread, for a reason of the timeline's own
            if (go.cancel()) {
                taskOver();
                over();
                refused.accept(PacingText.noThread());
            }
        }
    }

    /** Never throws: others are to be started as well. */
    private void start(Runnable start) {
        try {
            start.run();
        } catch (RejectedExecutionException e) { // time has ended
            close();
        } catch (Throwable e) {
            LOG.warn("a turn could not be used: {}", ThrownName.of(e));
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
        } catch (RuntimeException e) { // the next change sets it
            LOG.warn("no alarm for those who wait: {}", ThrownName.of(e));
        }
    }
}
