package io.github.reel4j.queue.store;

import io.github.reel4j.model.TaskRef;

/** Creates the {@link TaskRef} of a queued order from its row and the vendor's task id. Stateless. */
public final class TaskReferenceFactory {

    private TaskReferenceFactory() {}

    /** Returns the text by which the tables identify a task: its provider and the vendor's id. */
    static String key(TaskRef task) {
        return task.provider() + ":" + task.id();
    }

    /**
     * Returns a reference to the task of the order's latest attempt.
     *
     * @throws IllegalArgumentException if {@code vendorTaskId} is empty
     * @throws IllegalStateException if the order was never sent
     */
    public static TaskRef of(OrderRow row, String vendorTaskId) {
        return new TaskRef(
                row.order().provider().orElseThrow(() -> new IllegalStateException("the order was never sent")),
                row.order().operation(),
                row.order().model().orElseThrow(),
                vendorTaskId,
                row.fingerprint().orElseThrow(),
                row.order().times().submitted().orElseThrow());
    }
}
