package io.github.reel4j.tracking;

import io.github.reel4j.dispatch.PollJob;
import io.github.reel4j.dispatch.VendorPause;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
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
 * at once, so it is small. Public methods are thread-safe; the others are for the {@link TaskTracker}, under its lock.
 */
public final class TrackedTask implements PendingTask, PollJob, TimerEntry {

    private final TaskTracker tracker;
    private final StatusPoller poller;
    private final TaskRef task;
    private final Optional<Resolution> resolution;
    private final long startedAt;
    private final long ageAtStart;
    private final PollState pollState = new PollState();

    private PollStage stage = PollStage.IDLE;
    private int heapIndex = NOT_QUEUED;
    private long dueAt;
    private long notBefore;
    private List<WaitRegistration> waits = List.of();
    private boolean keepsPolling;
    private boolean pollRequested;
    private volatile @Nullable ProgressListeners listeners;
    private volatile @Nullable Either<VideoFailure, GeneratedVideo> end;

    /** @param age of the task {@code now}, not negative */
    TrackedTask(
            TaskTracker tracker,
            StatusPoller poller,
            TaskRef task,
            Optional<Resolution> resolution,
            long now,
            Duration age) {
        this.tracker = tracker;
        this.poller = poller;
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

    /** Tells {@code listener} of every poll that saw a status, one at a time, on a thread of {@link TaskTracker#executor}. */
    public void addListener(Consumer<PollEvent> listener) {
        listeners().add(listener);
    }

    /** Tells {@code listener} no more. */
    public void removeListener(Consumer<PollEvent> listener) {
        listeners().remove(listener);
    }

    /**
     * Begins a wait, and with it the polls. One that was due while nobody waited is made at once, but none earlier than it was due:
     * many short waits poll no more often than one long one.
     *
     * @return ends the wait; with the last wait end the polls
     */
    public Runnable await(WaitListener listener, Duration timeout) {
        WaitRegistration wait = tracker.addWait(this, listener, timeout);
        return () -> tracker.removeWait(wait);
    }

    /** Asks at the next opportunity instead of when it would be due: a hint from outside, which may come at any time and often. */
    public void requestPoll() {
        tracker.requestPoll(this);
    }

    /** Runs the code of those who are told of the task. */
    public ListenerExecutor notifier() {
        return tracker.notifier();
    }

    /** The pause that the vendor asked for, if it is on; tasks are not polled meanwhile. */
    public Optional<VendorPause> pause() {
        return poller.dispatcher().pause();
    }

    /** Every answer so far, as far as it matters. */
    public PollState pollState() {
        return pollState;
    }

    /** When the last status was seen; empty if none was. */
    public Optional<Instant> lastPolledAt() {
        return pollState.lastStatus().map(status -> tracker.wallTime(pollState.lastPolledAt()));
    }

    @Override
    public CompletionKey key() {
        return new CompletionKey(task.provider(), task.operation(), task.endpoint(), resolution);
    }

    @Override
    public int polls() {
        return pollState.polls();
    }

    @Override
    public Duration lastPollAt() {
        return pollState.lastRunningAge();
    }

    @Override
    public Optional<Duration> vendorEstimate() {
        return pollState.expectedEnd();
    }

    @Override
    public boolean tryStart() {
        return tracker.tryStart(this);
    }

    @Override
    public double priority() {
        return tracker.priority(this);
    }

    @Override
    public boolean priorityMayBlock() {
        return tracker.policyMayBlock();
    }

    @Override
    public Optional<Runnable> execute() {
        return tracker.poll(this);
    }

    StatusPoller poller() {
        return poller;
    }

    /** Whether anybody waits for its end. */
    boolean hasWaiters() {
        return keepsPolling || !waits.isEmpty();
    }

    /** The task's age at {@code nanoTime} {@code now}. */
    Duration age(long now) {
        return Duration.ofNanos(ageAtStart + now - startedAt);
    }

    /** The {@code nanoTime} at which the task's age is {@code age}. */
    long timeOf(Duration age) {
        return startedAt + NanoDurations.of(age) - ageAtStart;
    }

    /** Whether nothing was known of it when it was taken up, so that when it ended is not known either. */
    boolean isStartUnknown() {
        return ageAtStart > 0 && lastPollAt().isZero();
    }

    PollEvent pollEvent(TaskStatus status, long now) {
        return new PollEvent(status, Duration.ofNanos(now - startedAt), pollState.polls());
    }

    Optional<ProgressListeners> listenersToNotify() {
        return Optional.ofNullable(listeners);
    }

    PollStage stage() {
        return stage;
    }

    void stage(PollStage next) {
        stage = next;
    }

    List<WaitRegistration> waits() {
        return waits;
    }

    void add(WaitRegistration wait) {
        waits = waits.isEmpty()
                ? List.of(wait)
                : Stream.concat(waits.stream(), Stream.of(wait)).toList();
    }

    boolean remove(WaitRegistration wait) {
        List<WaitRegistration> rest =
                waits.stream().filter(each -> each != wait).toList();
        boolean removed = rest.size() < waits.size();
        waits = rest;
        return removed;
    }

    /** An order waits until the vendor runs one task less. */
    void keepPolling() {
        keepsPolling = true;
    }

    Optional<Either<VideoFailure, GeneratedVideo>> end() {
        return Optional.ofNullable(end);
    }

    void end(Either<VideoFailure, GeneratedVideo> how) {
        end = how;
        stage = PollStage.DONE;
        keepsPolling = false;
    }

    /** A hint came while it was being polled; the answer may be older. */
    void markPollRequested() {
        pollRequested = true;
    }

    boolean clearPollRequest() {
        boolean was = pollRequested;
        pollRequested = false;
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
    public int heapIndex() {
        return heapIndex;
    }

    @Override
    public void heapIndex(int newPlace) {
        heapIndex = newPlace;
    }

    private synchronized ProgressListeners listeners() {
        ProgressListeners all = listeners;
        if (all == null) {
            all = new ProgressListeners(tracker.notifier());
            listeners = all;
        }
        return all;
    }
}
