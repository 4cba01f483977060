package io.github.reel4j.tracking;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.pacing.Lane;
import io.github.reel4j.polling.CompletionKey;
import io.github.reel4j.polling.PollPolicy;
import io.github.reel4j.port.Timeline;
import io.github.reel4j.tracking.TaskTracking.Stage;
import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
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

    /** A hint is followed at most this often. */
    private static final Duration SOON = Duration.ofSeconds(1);

    /** A deadline noticed this late was slept through, by the machine or its clock: one look is taken before the wait is given up. */
    private static final Duration SLEPT = Duration.ofSeconds(2);

    private static final Duration LAST_CHANCE = Duration.ofSeconds(30);

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
    public TaskTracking followNew(FollowedVendor vendor, TaskRef task, CompletionKey key) {
        TaskTracking tracking = new TaskTracking(this, vendor, task, key, timeline.nanoTime(), Duration.ZERO);
        tracking.dueAt(tracking.timeOf(guide.nextPollAt(tracking)));
        hold(tracking);
        return tracking;
    }

    /** Takes up a task that was ordered before, here or elsewhere. */
    public TaskTracking followOld(FollowedVendor vendor, TaskRef task, CompletionKey key) {
        Duration age = Duration.between(task.submittedAt(), timeline.now());
        long known = Math.max(1, Nanos.of(age)); // a clock that was set back makes it new, not unborn
        return new TaskTracking(this, vendor, task, key, timeline.nanoTime(), Duration.ofNanos(known));
    }

    /** The tasks that somebody waits for, or that the vendor's limit makes us count, and that have not ended; after closing, those of then. */
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
        open.forEach(wait -> over(wait, Waiter::closed));
    }

    Wait begin(TaskTracking task, Waiter waiter, Duration timeout) {
        Wait wait;
        boolean open;
        synchronized (this) {
            wait = new Wait(task, waiter, timeline.nanoTime() + Nanos.of(timeout));
            open = !closed && task.end().isEmpty();
            if (open) {
                task.add(wait);
                agenda.add(wait);
                schedule(task);
                agenda.arm();
            }
        }
        if (!open) {
            over(wait, Waiter::closed);
        }
        return wait;
    }

    void leave(Wait wait) {
        synchronized (this) {
            if (!wait.task().remove(wait)) {
                return;
            }
            agenda.remove(wait);
            restIfUnwanted(wait.task());
            agenda.arm();
        }
    }

    synchronized void pollSoon(TaskTracking task) {
        long soon = Math.max(timeline.nanoTime(), task.timeOf(task.lastPollAt().plus(SOON)));
        if (task.dueAt() - soon <= 0 || task.stage() == Stage.DUE || task.stage() == Stage.POLLING) {
            return;
        }
        agenda.remove(task);
        task.dueAt(soon);
        if (task.stage() == Stage.SCHEDULED) {
            agenda.add(task);
            agenda.arm();
        }
    }

    double worth(TaskTracking task) {
        return guide.worth(task, task.age(timeline.nanoTime()));
    }

    /** One poll, on a worker. */
    void poll(TaskTracking task) {
        Lane lane = task.vendor().lane();
        Either<VideoFailure, TaskStatus> answer = task.vendor().port().status(task.task());
        answer.peek(status -> lane.answered()).peekLeft(trouble -> note(task, trouble));
        lane.over();
        long now = timeline.nanoTime();
        Optional<Either<VideoFailure, GeneratedVideo>> end = task.sightings().add(answer, task.age(now), now);
        Optional<Observation> seen =
                answer.map(status -> task.observation(status, now)).toJavaOptional();
        boolean soon = answer.isLeft() && end.isEmpty() && lane.mayRetrySoon();
        List<Wait> lastChances = end.isPresent() ? end(task, end.get()) : goOn(task, answer, now, soon);
        seen.ifPresent(each -> task.toTell().ifPresent(observers -> observers.tell(each)));
        end.ifPresent(how -> finish(task, now));
        lastChances.forEach(wait -> over(wait, Waiter::expired));
    }

    synchronized boolean claim(TaskTracking task) {
        boolean wanted = !closed && task.isWanted();
        task.stage(wanted ? Stage.POLLING : Stage.IDLE);
        return wanted;
    }

    Instant wallTime(long nanoTime) {
        return timeline.now().minusNanos(timeline.nanoTime() - nanoTime);
    }

    private static void note(TaskTracking task, VideoFailure trouble) {
        LOG.debug("poll of {} failed: {}", task.task(), trouble.kind());
        if (trouble.kind() == FailureKind.RATE_LIMITED || trouble.retryAfter().isPresent()) {
            task.vendor().lane().slowDown(trouble.retryAfter());
        }
    }

    private synchronized List<Wait> end(TaskTracking task, Either<VideoFailure, GeneratedVideo> how) {
        task.end(how);
        return List.of();
    }

    /** Decides about the next poll; the waits that had their last chance. */
    private synchronized List<Wait> goOn(
            TaskTracking task, Either<VideoFailure, TaskStatus> answer, long now, boolean soon) {
        if (answer.isLeft()) {
            task.dueAt(now + Nanos.of(NextPoll.after(answer.getLeft(), task.trouble(), soon)));
        } else {
            task.unfinished(now, answer.get());
            task.dueAt(Math.max(now, task.timeOf(guide.nextPollAt(task))));
        }
        List<Wait> over = task.waits().stream().filter(Wait::isLastChance).toList();
        over.forEach(task::remove);
        over.forEach(agenda::remove);
        task.stage(Stage.IDLE);
        if (!closed && task.isWanted()) {
            schedule(task);
        }
        agenda.arm();
        return over;
    }

    private void finish(TaskTracking task, long now) {
        List<Wait> all;
        boolean heldSlot;
        synchronized (this) {
            all = task.waits();
            all.forEach(task::remove);
            all.forEach(agenda::remove);
            heldSlot = holders.remove(task);
            agenda.arm();
        }
        if (heldSlot) {
            task.vendor().lane().taskOver();
        }
        guide.ended(task, task.age(now));
        all.forEach(wait -> over(wait, Waiter::closed));
    }

    /** Something is due, or was. */
    private void ring() {
        List<TaskTracking> polls;
        List<Wait> expired = new ArrayList<>();
        synchronized (this) {
            agenda.rung();
            long now = timeline.nanoTime();
            for (Wait wait : agenda.takeDeadlines(now)) {
                if (now - wait.dueAt() > SLEPT.toNanos() && !wait.isLastChance()) {
                    lookOnceMore(wait, now);
                } else {
                    wait.task().remove(wait);
                    restIfUnwanted(wait.task());
                    expired.add(wait);
                }
            }
            polls = agenda.takePolls(now);
            polls.forEach(task -> task.stage(Stage.DUE));
            agenda.arm();
        }
        polls.forEach(task -> task.vendor().lane().offer(task));
        if (!expired.isEmpty()) {
            execute(() -> expired.forEach(wait -> over(wait, Waiter::expired)));
        }
    }

    private void lookOnceMore(Wait wait, long now) {
        wait.giveLastChance(now + LAST_CHANCE.toNanos());
        agenda.add(wait);
        if (wait.task().stage() == Stage.SCHEDULED) {
            agenda.remove(wait.task());
            wait.task().dueAt(now);
            agenda.add(wait.task());
        }
    }

    private void schedule(TaskTracking task) {
        if (task.stage() == Stage.IDLE) {
            task.stage(Stage.SCHEDULED);
            agenda.add(task);
        }
    }

    private void restIfUnwanted(TaskTracking task) {
        if (task.stage() == Stage.SCHEDULED && !task.isWanted()) {
            task.stage(Stage.IDLE);
            agenda.remove(task);
        }
    }

    private void hold(TaskTracking task) {
        Lane lane = task.vendor().lane();
        boolean first;
        synchronized (this) {
            first = lane.limitsTasks() && holders.add(task);
        }
        if (first) {
            lane.onStarved(() -> followHolders(lane));
        }
    }

    private synchronized void followHolders(Lane lane) {
        for (TaskTracking task : holders.of(lane)) {
            task.wantSlot();
            if (!closed && task.end().isEmpty()) {
                schedule(task);
            }
        }
        agenda.arm();
    }

    /** An end that is known goes before whatever else would end the wait. */
    private static void over(Wait wait, Consumer<Waiter> otherwise) {
        wait.task().end().ifPresentOrElse(wait.waiter()::ended, () -> otherwise.accept(wait.waiter()));
    }

    private void execute(Runnable work) {
        try {
            timeline.execute(work);
        } catch (RejectedExecutionException e) {
            LOG.debug("time has ended; waits end with it");
        }
    }
}
