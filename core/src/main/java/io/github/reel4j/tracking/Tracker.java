package io.github.reel4j.tracking;

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
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows any number of tasks to their ends: one agenda and one alarm for all of them; a poll that is due goes to its vendor's lane.
 * Calls and callbacks are made on workers, never under the lock. Thread-safe.
 */
@Singleton
public final class Tracker {

    private static final Logger LOG = LoggerFactory.getLogger(Tracker.class);

    private static final Duration LONGEST_TELLING = Duration.ofSeconds(1);

    private final Timeline timeline;
    private final PollGuide guide;
    private final Agenda agenda;
    private final SlotHolders holders = new SlotHolders();
    private boolean closed;
    private List<TaskRef> leftAtClose = List.of();

    @Inject
    Tracker(Timeline timeline, PollPolicy policy) {
        this.timeline = timeline;
        this.guide = new PollGuide(policy);
        this.agenda = new Agenda(timeline, this::ring);
    }

    /** Takes up a task that was ordered just now, in a turn of {@code vendor}'s lane. */
    public TaskTracking followNew(FollowedVendor vendor, TaskRef task, Optional<Resolution> resolution) {
        TaskTracking tracking = new TaskTracking(this, vendor, task, resolution, timeline.nanoTime(), Duration.ZERO);
        tracking.dueAt(tracking.timeOf(guide.nextPollAt(tracking)));
        if (vendor.lane().limitsTasks() && hold(tracking)) {
            vendor.lane().onStarved(() -> followHolders(vendor.lane()));
        }
        return tracking;
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
     * @return tells them; empty if there is nobody
     */
    Optional<Runnable> poll(TaskTracking task) {
        Either<VideoFailure, TaskStatus> answer = task.vendor().status(task.task());
        long now = timeline.nanoTime();
        Optional<Either<VideoFailure, GeneratedVideo>> end = task.sightings().add(answer, task.age(now), now);
        Optional<Runnable> telling = telling(task, answer, now);
        if (end.isPresent() && !Verdict.isForNow(end.get())) {
            end(task, end.get());
            return Optional.of(() -> {
                guide.ended(task, task.age(now));
                finish(task, telling);
            });
        }
        List<Wait> over = goOn(task, NextPoll.of(task, guide.nextPollAt(task), answer, now), end.isPresent());
        return over.isEmpty()
                ? telling
                : Optional.of(() -> {
                    telling.ifPresent(Runnable::run);
                    over.forEach(wait -> end.ifPresentOrElse(wait::giveUp, wait::expire));
                });
    }

    /** Tells the listeners of a status; empty if there are none, or it was not seen. */
    private static Optional<Runnable> telling(TaskTracking task, Either<VideoFailure, TaskStatus> answer, long now) {
        return task.toTell()
                .flatMap(observers -> answer.toJavaOptional()
                        .map(status -> task.observation(status, now))
                        .map(seen -> () -> observers.tell(seen)));
    }

    /** Whoever waits hears of the end after the listeners, unless one of those takes its time. */
    private void finish(TaskTracking task, Optional<Runnable> telling) {
        telling.ifPresent(each -> {
            Timeline.Alarm alarm = alarm(LONGEST_TELLING, () -> execute(() -> finish(task)));
            each.run();
            alarm.cancel();
        });
        finish(task);
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
        all.forEach(Wait::close);
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
