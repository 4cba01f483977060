package io.github.reel4j.tracking;

import io.github.reel4j.dispatch.PollJob;
import io.github.reel4j.dispatch.VendorPause;
import io.github.reel4j.event.TaskEvents;
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
 * Tracks one task. It is polled for as long as at least one caller waits for it. Its end, once known, does not change.
 * Instances are small, because a client may hold 100,000 of them. Public methods are thread-safe. The mutable fields
 * are guarded by the lock of {@link TrackedTaskRegistry}, except {@code listeners} and {@code end}, which are volatile.
 */
final class TrackedTask implements PendingTask, PollJob, TimerEntry {

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

    /**
     * Creates a task that is not polled yet.
     *
     * @param now the {@code nanoTime} at which tracking starts
     * @param age the age of the task {@code now}; not negative
     */
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

    /** Returns the reference of the task. */
    TaskRef task() {
        return task;
    }

    /** Returns whether the end is known. Then a wait ends immediately, and the task is polled no more. */
    boolean hasEnded() {
        return end != null;
    }

    /**
     * Adds a listener to all polls that return a status. It is called on threads of {@link #notifier}, one event at a
     * time.
     */
    void addListener(Consumer<PollEvent> listener) {
        listeners().add(listener);
    }

    /** Removes a listener; it receives no further event. */
    void removeListener(Consumer<PollEvent> listener) {
        listeners().remove(listener);
    }

    /**
     * Starts a wait, and with it the polls. A poll that became due without a wait is made immediately, but no poll is
     * made before it is due, so many short waits poll no more often than a long one.
     *
     * @param timeout the duration of the wait
     * @return ends the wait when run; the polls end with the last wait
     */
    Runnable await(WaitEndListener listener, Duration timeout) {
        WaitRegistration wait = tracker.addWait(this, listener, timeout);
        return () -> tracker.removeWait(wait);
    }

    /** Makes the next poll as soon as possible, because of a hint from outside. May be called at any time and often. */
    void requestPoll() {
        tracker.requestPoll(this);
    }

    /** Returns the executor that runs listeners and other code of the program. */
    ListenerExecutor notifier() {
        return tracker.notifier();
    }

    /** Returns where the events of tasks are published. */
    TaskEvents events() {
        return tracker.events();
    }

    /** Returns the time of the client's clock. */
    Instant now() {
        return tracker.scheduler().now();
    }

    /** Returns the pause that the vendor requested, during which no task is polled; empty if there is none. */
    Optional<VendorPause> pause() {
        return poller.dispatcher().pause();
    }

    /** Returns the results of the polls so far. */
    PollState pollState() {
        return pollState;
    }

    /** Returns when the last status arrived; empty if no poll returned a status. */
    Optional<Instant> lastPolledAt() {
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

    /** Returns whether a wait is open, or an order waits for this task to end. */
    boolean hasListeners() {
        return keepsPolling || !waits.isEmpty();
    }

    /** Returns the age of the task at the {@code nanoTime} {@code now}. */
    Duration age(long now) {
        return Duration.ofNanos(ageAtStart + now - startedAt);
    }

    /** Returns the {@code nanoTime} at which the task has this age. */
    long timeOf(Duration age) {
        return startedAt + NanoDurations.of(age) - ageAtStart;
    }

    /** Returns whether it was tracked late and never seen running, so that its generation time is unknown. */
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
        List<WaitRegistration> remaining =
                waits.stream().filter(each -> each != wait).toList();
        boolean removed = remaining.size() < waits.size();
        waits = remaining;
        return removed;
    }

    /** Polls the task without a wait until it ends, because an order waits for the vendor's task limit. */
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

    /** Records a hint that arrived during a poll, whose result may be older than the hint. */
    void markPollRequested() {
        pollRequested = true;
    }

    /** Returns whether there was such a hint, and clears it. */
    boolean clearPollRequest() {
        boolean was = pollRequested;
        pollRequested = false;
        return was;
    }

    /** Returns the earliest time to which a hint may move the next poll. */
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
    public void heapIndex(int index) {
        heapIndex = index;
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
