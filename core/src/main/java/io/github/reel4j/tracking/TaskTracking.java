package io.github.reel4j.tracking;

import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.pacing.Pause;
import io.github.reel4j.pacing.Poll;
import io.github.reel4j.polling.CompletionKey;
import io.github.reel4j.polling.PendingTask;
import io.vavr.control.Either;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One task that is followed: polled only while somebody waits for it, and its end, once reached, stays. A hundred thousand are held
 * at once, so it is small. Public methods are thread-safe; the others are for the {@link Tracker}, under its lock.
 */
public final class TaskTracking implements PendingTask, Poll, Timed {

    private final Tracker tracker;
    private final FollowedVendor vendor;
    private final TaskRef task;
    private final Optional<Resolution> resolution;
    private final long startedAt;
    private final long ageAtStart;
    private final Sightings sightings = new Sightings();

    private Stage stage = Stage.IDLE;
    private int place = ABSENT;
    private long dueAt;
    private long notBefore;
    private List<Wait> waits = List.of();
    private boolean slotIsWanted;
    private boolean hinted;
    private volatile @Nullable Observers observers;
    private volatile @Nullable Either<VideoFailure, GeneratedVideo> end;

    /** @param age of the task {@code now}, not negative */
    TaskTracking(
            Tracker tracker,
            FollowedVendor vendor,
            TaskRef task,
            Optional<Resolution> resolution,
            long now,
            Duration age) {
        this.tracker = tracker;
        this.vendor = vendor;
        this.task = task;
        this.resolution = resolution;
        this.startedAt = now;
        this.ageAtStart = age.toNanos();
        this.dueAt = now;
        this.notBefore = now;
    }

    public TaskRef task() {
        return task;
    }

    /** Whether its end is known; whoever waits for it then is told of that, and the vendor is asked no more. */
    public boolean hasEnded() {
        return end != null;
    }

    /** Tells {@code listener} of every poll that saw a status, one at a time, on a thread of {@link Tracker#notifier}. */
    public void observe(Consumer<Observation> listener) {
        observers().add(listener);
    }

    /** Tells {@code listener} no more. */
    public void forget(Consumer<Observation> listener) {
        observers().remove(listener);
    }

    /**
     * Begins a wait, and with it the polls. One that was due while nobody waited is made at once, but none earlier than it was due:
     * many short waits poll no more often than one long one.
     *
     * @return ends the wait; with the last wait end the polls
     */
    public Runnable await(Waiter waiter, Duration timeout) {
        Wait wait = tracker.begin(this, waiter, timeout);
        return () -> tracker.leave(wait);
    }

    /** Asks at the next opportunity instead of when it would be due: a hint from outside, which may come at any time and often. */
    public void pollSoon() {
        tracker.pollSoon(this);
    }

    /** Runs the code of those who are told of the task. */
    public Notifier notifier() {
        return tracker.notifier();
    }

    /** The pause that the vendor asked for, if it is on; tasks are not polled meanwhile. */
    public Optional<Pause> pause() {
        return vendor.lane().pause();
    }

    /** Every answer so far, as far as it matters. */
    public Sightings sightings() {
        return sightings;
    }

    /** When the last status was seen; empty if none was. */
    public Optional<Instant> lastSeenAt() {
        return sightings.lastStatus().map(status -> tracker.wallTime(sightings.lastSeenAt()));
    }

    @Override
    public CompletionKey key() {
        return new CompletionKey(task.provider(), task.operation(), task.endpoint(), resolution);
    }

    @Override
    public int polls() {
        return sightings.polls();
    }

    @Override
    public Duration lastPollAt() {
        return sightings.lastUnfinished();
    }

    @Override
    public Optional<Duration> vendorEstimate() {
        return sightings.expectedEnd();
    }

    @Override
    public boolean claim() {
        return tracker.claim(this);
    }

    @Override
    public double worth() {
        return tracker.worth(this);
    }

    @Override
    public boolean worthMayBlock() {
        return tracker.policyMayBlock();
    }

    @Override
    public Optional<Runnable> run() {
        return tracker.poll(this);
    }

    FollowedVendor vendor() {
        return vendor;
    }

    /** Whether anybody waits for its end. */
    boolean isWanted() {
        return slotIsWanted || !waits.isEmpty();
    }

    /** The task's age at {@code nanoTime} {@code now}. */
    Duration age(long now) {
        return Duration.ofNanos(ageAtStart + now - startedAt);
    }

    /** The {@code nanoTime} at which the task's age is {@code age}. */
    long timeOf(Duration age) {
        return startedAt + Nanos.of(age) - ageAtStart;
    }

    /** Whether nothing was known of it when it was taken up, so that when it ended is not known either. */
    boolean isUnseen() {
        return ageAtStart > 0 && lastPollAt().isZero();
    }

    Observation observation(TaskStatus status, long now) {
        return new Observation(status, Duration.ofNanos(now - startedAt), sightings.polls());
    }

    Optional<Observers> toTell() {
        return Optional.ofNullable(observers);
    }

    Stage stage() {
        return stage;
    }

    void stage(Stage next) {
        stage = next;
    }

    List<Wait> waits() {
        return waits;
    }

    void add(Wait wait) {
        waits = waits.isEmpty()
                ? List.of(wait)
                : Stream.concat(waits.stream(), Stream.of(wait)).toList();
    }

    boolean remove(Wait wait) {
        List<Wait> rest = waits.stream().filter(each -> each != wait).toList();
        boolean removed = rest.size() < waits.size();
        waits = rest;
        return removed;
    }

    /** An order waits until the vendor runs one task less. */
    void wantSlot() {
        slotIsWanted = true;
    }

    Optional<Either<VideoFailure, GeneratedVideo>> end() {
        return Optional.ofNullable(end);
    }

    void end(Either<VideoFailure, GeneratedVideo> how) {
        end = how;
        stage = Stage.OVER;
        slotIsWanted = false;
    }

    /** A hint came while it was being polled; the answer may be older. */
    void hint() {
        hinted = true;
    }

    boolean takeHint() {
        boolean was = hinted;
        hinted = false;
        return was;
    }

    /** The earliest that a hint may bring the next poll forward to. */
    long notBefore() {
        return notBefore;
    }

    void notBefore(long time) {
        notBefore = time;
    }

    void dueAt(long time) {
        dueAt = time;
    }

    @Override
    public long dueAt() {
        return dueAt;
    }

    @Override
    public int place() {
        return place;
    }

    @Override
    public void place(int newPlace) {
        place = newPlace;
    }

    private synchronized Observers observers() {
        Observers all = observers;
        if (all == null) {
            all = new Observers(tracker.notifier());
            observers = all;
        }
        return all;
    }
}
