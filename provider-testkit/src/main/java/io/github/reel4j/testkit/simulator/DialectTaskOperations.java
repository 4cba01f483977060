package io.github.reel4j.testkit.simulator;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;

/** The operations on tasks that a {@link VendorDialect} uses while it responds to one request. Thread-safe. */
public final class DialectTaskOperations {

    private final TaskRepository repository;
    private final CallbackPoster poster;
    private final List<Runnable> beforeResponse = new CopyOnWriteArrayList<>();
    private volatile String polledTask = "";
    private boolean subscribedToStart;

    DialectTaskOperations(TaskRepository repository, CallbackPoster poster) {
        this.repository = repository;
        this.poster = poster;
    }

    /**
     * Accepts an order, bills it and creates its task.
     *
     * @throws IllegalArgumentException if the price is not in the currency of the dialect
     */
    public TaskSnapshot accept(BilledOrder order) {
        return acceptBelow(Integer.MAX_VALUE, order).orElseThrow();
    }

    /**
     * Accepts an order like {@link #accept}, unless {@code limit} tasks are queued or running already.
     *
     * @return the new task; empty if the limit is reached
     */
    public Optional<TaskSnapshot> acceptBelow(int limit, BilledOrder order) {
        if (limit > 0 && limit < Integer.MAX_VALUE) {
            RateLimit.APPLIED.set(RateLimit.APPLIED.get().withTasks(limit));
        }
        return repository.acceptBelow(limit, order);
    }

    /**
     * Accepts an order like {@link #accept}, whose task waits in the queue of the vendor and ends in its own way.
     *
     * @param start the earliest time at which the task leaves the queue
     * @param result how the task ends; empty to end it as its script says
     */
    public TaskSnapshot acceptLater(BilledOrder order, Instant start, Optional<TaskResult> result) {
        return repository.acceptLater(order, start, result);
    }

    /** Returns the current state of a task; empty if there is no task with this id. */
    public Optional<TaskSnapshot> find(String taskId) {
        polledTask = taskId;
        return repository.find(taskId);
    }

    /** Records that the vendor has stored an uploaded file. Orders nothing. */
    public void recordUpload(UploadedFile file) {
        repository.recordUpload(file);
    }

    /** Returns the time of the simulator's clock. */
    public Instant now() {
        return repository.now();
    }

    /**
     * Cancels a task that has not ended. Polls then report it as cancelled, or as failed with the code
     * {@code CANCELLED} if the vendor does not {@linkplain VendorDialect#reportsCancelled() distinguish} the two.
     *
     * @return the state before; empty if there is no task with this id
     */
    public Optional<TaskSnapshot> cancel(String taskId) {
        polledTask = taskId;
        return repository.cancel(taskId);
    }

    /**
     * Posts a callback when a task has ended: once, unless its {@link CallbackScript} says otherwise. URLs that are not
     * on loopback are ignored, because a simulator must not contact other machines.
     *
     * @param taskId the task
     * @param callback the callback URL
     * @param message creates the callback from the state of the task; called when the callback is posted
     */
    public void postWhenEnded(String taskId, URI callback, Function<TaskSnapshot, CallbackMessage> message) {
        postWhenEnded(taskId, callback, ended -> true, message);
    }

    /**
     * Posts a callback as {@link #postWhenEnded(String, URI, Function)} does, but only if the order subscribed to it.
     *
     * @param subscribed whether the order requested a callback for a task that ended in this way
     */
    public void postWhenEnded(
            String taskId,
            URI callback,
            Predicate<TaskSnapshot> subscribed,
            Function<TaskSnapshot, CallbackMessage> message) {
        CallbackScript script = repository.callback(taskId);
        Function<TaskSnapshot, CallbackMessage> posted = task -> script.toMessage(message.apply(task), taskId);
        if (script.isEarly()) {
            beforeResponse.add(
                    () -> repository.find(taskId).map(posted).ifPresent(early -> poster.postNow(callback, early)));
        } else {
            poster.post(
                    callback,
                    script.times(),
                    () -> repository
                            .find(taskId)
                            .filter(task -> isDue(task, script) && subscribed.test(task))
                            .map(posted));
        }
    }

    /**
     * Posts a callback when a task has started, for vendors whose orders name the events that they want. The contract
     * suite requires that an order wants callbacks about the end of its task only.
     *
     * @param subscribed whether the order wants this event, by what it says or by the vendor's default
     */
    public void postWhenStarted(
            String taskId, URI callback, boolean subscribed, Function<TaskSnapshot, CallbackMessage> message) {
        if (subscribed) {
            subscribedToStart = true;
            poster.post(
                    callback,
                    1,
                    () -> repository
                            .find(taskId)
                            .filter(task -> task.phase() != TaskSnapshot.Phase.QUEUED)
                            .map(message));
        }
    }

    boolean isSubscribedToStart() {
        return subscribedToStart;
    }

    /** Posts the callbacks that must arrive before the response to the current request. */
    void postEarly() {
        beforeResponse.forEach(Runnable::run);
    }

    /** Returns the id of the task that the current request polled or cancelled. */
    Optional<String> polledTask() {
        return Optional.of(polledTask).filter(id -> !id.isEmpty());
    }

    private boolean isDue(TaskSnapshot task, CallbackScript script) {
        return task.hasEnded() && !now().isBefore(task.ended().plus(script.late()));
    }
}
