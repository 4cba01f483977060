package io.github.reel4j.tracking;

import io.github.reel4j.guard.GuardedLog;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.pacing.Lane;
import io.github.reel4j.polling.PollPolicy;
import io.github.reel4j.port.Timeline;
import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * Follows any number of tasks to their ends: one agenda and one alarm for all of them; a poll that is due goes to its vendor's lane.
 * Calls and callbacks are made on workers, never under the lock. Thread-safe.
 */
@Singleton
public final class Tracker {

    private static final GuardedLog LOG = GuardedLog.of(Tracker.class);

    private static final Duration LONGEST_TELLING = Duration.ofSeconds(1);

    private final Timeline timeline;
    private final Notifier notifier;
    private final PollGuide guide;
    private final Agenda agenda;
    private final SlotHolders holders = new SlotHolders();
    private boolean closed;
    private List<TaskRef> leftAtClose = List.of();

    @Inject
    Tracker(Timeline timeline, PollPolicy policy) {
        this.timeline = timeline;
        this.notifier = new Notifier(timeline);
        this.guide = new PollGuide(policy, notifier);
        this.agenda = new Agenda(timeline, this::ring);
    }

    /** Runs the code of those who are told something. */
    public Notifier notifier() {
        return notifier;
    }

    /** Takes up a task that was ordered just now, in a turn of {@code vendor}'s lane. */
    public TaskTracking followNew(FollowedVendor vendor, TaskRef task, Optional<Resolution> resolution) {
        TaskTracking tracking = new TaskTracking(this, vendor, task, resolution, timeline.nanoTime(), Duration.ZERO);
        if (guide.mayBlock()) {
            long unasked = tracking.timeOf(PollGuide.unasked(tracking));
            tracking.dueAt(unasked);
            guide.ask(() -> firstPollAt(tracking, unasked, tracking.timeOf(guide.nextPollAt(tracking))));
        } else {
            tracking.dueAt(tracking.timeOf(guide.nextPollAt(tracking)));
        }
        if (vendor.lane().limitsTasks()) {
            holdSlot(tracking, vendor.lane());
        }
        return tracking;
    }

    /** An order may wait already: the lane told of it before the task was held, and may tell nobody again until a task ends. */
    private void holdSlot(TaskTracking task, Lane lane) {
        if (hold(task)) {
            lane.onStarved(() -> followHolders(lane));
        }
        if (lane.isStarved()) { // asked without our lock: the lane takes it under its own
            followHolders(lane);
        }
    }

    /** Takes up a task that was ordered before, here or elsewhere. */
    public TaskTracking followOld(FollowedVendor vendor, TaskRef task, Optional<Resolution> resolution) {
        Duration age = Duration.between(task.submittedAt(), timeline.now());
        long known = Math.max(1, Nanos.of(age)); // a clock that was set back makes it new, not unborn
        return new TaskTracking(this, vendor, task, resolution, timeline.nanoTime(), Duration.ofNanos(known));
    }

    /**
     * The tasks that have not ended, of those that somebody waits for or that count against a vendor's limit; after closing, those of
     * then.
     */
    public synchronized List<TaskRef> unfinished() {
        return closed
                ? leftAtClose
                : Stream.concat(agenda.waits().stream().map(Wait::task), holders.all().stream())
                        .filter(each -> each.end().isEmpty())
                        .map(TaskTracking::task)
                        .distinct()
                        .toList();
    }

    /** Ends every wait; later ones end at once. */
    public void close() {
        List<Wait> open;
        synchronized (this) {
            leftAtClose = unfinished();
            closed = true;
            open = agenda.waits();
            agenda.clear();
        }
        open.forEach(Wait::close);
    }

    Wait begin(TaskTracking task, Waiter waiter, Duration timeout) {
        Wait wait;
        boolean open;
        synchronized (this) {
            wait = new Wait(task, waiter, timeline.nanoTime() + Nanos.of(timeout));
            open = !closed && task.end().isEmpty();
            if (open) {
                agenda.add(wait);
                agenda.schedule(task);
                agenda.arm();
            }
        }
        if (!open) {
            wait.close();
        }
        return wait;
    }

    synchronized void leave(Wait wait) {
        if (agenda.remove(wait)) {
            agenda.restIfUnwanted(wait.task());
            agenda.arm();
        }
    }

    synchronized void pollSoon(TaskTracking task) {
        if (task.stage() == Stage.POLLING) {
            task.hint();
            return;
        }
        long now = timeline.nanoTime();
        long soon = task.notBefore() - now > 0 ? task.notBefore() : now;
        if (soon - task.dueAt() < 0) {
            agenda.move(task, soon);
            agenda.arm();
        }
    }

    double worth(TaskTracking task) {
        return guide.worth(task, task.age(timeline.nanoTime()));
    }

    boolean policyMayBlock() {
        return guide.mayBlock();
    }

    Instant wallTime(long nanoTime) {
        return timeline.now().minusNanos(timeline.nanoTime() - nanoTime);
    }

    synchronized boolean claim(TaskTracking task) {
        boolean wanted = !closed && task.isWanted();
        task.stage(wanted ? Stage.POLLING : Stage.IDLE);
        return wanted;
    }

    /**
     * One poll, on a worker. The next is arranged before anybody is told of this one: who is told may take long.
     *
     * @return tells those who wait; empty if nobody's wait is over
     */
    Optional<Runnable> poll(TaskTracking task) {
        Either<VideoFailure, TaskStatus> answer = task.vendor().status(task.task());
        long now = timeline.nanoTime();
        Optional<Either<VideoFailure, GeneratedVideo>> end = task.sightings().add(answer, task.age(now), now);
        if (end.isPresent() && !Verdict.isForNow(end.get())) {
            end(task, end.get());
            return Optional.of(() -> {
                guide.ended(task, task.age(now));
                tellFirst(task, answer, now, () -> finish(task));
            });
        }
        if (guide.mayBlock()) {
            guide.ask(() -> arrangeNext(task, answer, now, end).ifPresent(Runnable::run));
            return Optional.empty();
        }
        return arrangeNext(task, answer, now, end);
    }

    /** Tells those whose wait is over; empty if there is nobody. */
    private Optional<Runnable> arrangeNext(
            TaskTracking task,
            Either<VideoFailure, TaskStatus> answer,
            long now,
            Optional<Either<VideoFailure, GeneratedVideo>> end) {
        List<Wait> over = goOn(task, NextPoll.of(task, guide.nextPollAt(task), answer, now), end.isPresent());
        if (over.isEmpty()) {
            observation(task, answer, now)
                    .ifPresent(seen -> task.toTell().ifPresent(each -> each.tell(seen, () -> {})));
            return Optional.empty();
        }
        return Optional.of(() -> tellFirst(
                task, answer, now, () -> over.forEach(wait -> end.ifPresentOrElse(wait::giveUp, wait::expire))));
    }

    /** What listeners are to hear; empty if there are none, or no status was seen. */
    private static Optional<Observation> observation(
            TaskTracking task, Either<VideoFailure, TaskStatus> answer, long now) {
        return task.toTell().flatMap(observers -> answer.toJavaOptional().map(status -> task.observation(status, now)));
    }

    /** Tells the listeners and then those who wait, who wait a second for the listeners at most. */
    private void tellFirst(TaskTracking task, Either<VideoFailure, TaskStatus> answer, long now, Runnable tellWaits) {
        Optional<Observation> seen = observation(task, answer, now);
        if (seen.isEmpty()) {
            tellWaits.run();
            return;
        }
        AtomicBoolean told = new AtomicBoolean();
        Runnable once = () -> {
            if (told.compareAndSet(false, true)) {
                tellWaits.run();
            }
        };
        Timeline.Alarm alarm = alarm(LONGEST_TELLING, () -> execute(once));
        task.toTell()
                .ifPresent(observers -> observers.tell(seen.get(), () -> {
                    alarm.cancel();
                    once.run();
                }));
    }

    private synchronized void firstPollAt(TaskTracking task, long unasked, long dueAt) {
        boolean waits = task.stage() == Stage.IDLE || task.stage() == Stage.SCHEDULED;
        if (waits && task.dueAt() == unasked) { // and no hint has moved it
            agenda.move(task, dueAt);
            agenda.arm();
        }
    }

    private synchronized void end(TaskTracking task, Either<VideoFailure, GeneratedVideo> how) {
        task.end(how);
    }

    /** The waits that had their last chance, or all. */
    private synchronized List<Wait> goOn(TaskTracking task, NextPoll next, boolean withoutWaits) {
        task.dueAt(next.dueAt());
        task.notBefore(next.notBefore());
        task.stage(Stage.IDLE);
        List<Wait> over = task.waits().stream()
                .filter(wait -> withoutWaits || wait.isLastChance())
                .toList();
        over.forEach(agenda::remove);
        if (!closed && task.isWanted()) {
            agenda.schedule(task);
        }
        if (task.takeHint()) {
            pollSoon(task);
        }
        agenda.arm();
        return over;
    }

    private void finish(TaskTracking task) {
        List<Wait> all;
        boolean heldSlot;
        synchronized (this) {
            all = task.waits();
            all.forEach(agenda::remove);
            heldSlot = holders.remove(task);
            agenda.arm();
        }
        if (heldSlot) {
            task.vendor().lane().taskOver();
        }
        all.stream().skip(1).forEach(wait -> notifier.execute(wait::close)); // one may write to a journal that hangs
        all.stream().limit(1).forEach(Wait::close);
    }

    private void ring(Object bell) {
        List<TaskTracking> polls;
        List<Wait> expired;
        synchronized (this) {
            if (!agenda.isMine(bell)) {
                return;
            }
            long now = timeline.nanoTime();
            expired = agenda.takeDeadlines(now);
            polls = agenda.takePolls(now);
            agenda.arm();
        }
        polls.forEach(task -> task.vendor().lane().offer(task));
        if (!expired.isEmpty()) {
            execute(() -> expired.forEach(Wait::expire));
        }
    }

    private synchronized boolean hold(TaskTracking task) {
        return holders.add(task);
    }

    private synchronized void followHolders(Lane lane) {
        for (TaskTracking task : holders.of(lane)) {
            task.wantSlot();
            if (!closed) {
                agenda.schedule(task);
            }
        }
        agenda.arm();
    }

    private Timeline.Alarm alarm(Duration delay, Runnable work) {
        try {
            return timeline.schedule(delay, work);
        } catch (RejectedExecutionException e) {
            return () -> {}; // time has ended, and the waits with it
        }
    }

    private void execute(Runnable work) {
        try {
            timeline.execute(work);
        } catch (RejectedExecutionException e) {
            LOG.debug("time has ended; waits end with it");
        }
    }
}
