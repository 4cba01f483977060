package io.github.reel4j.queue.store;

import io.github.reel4j.model.TaskRef;

/** Builds references to tasks of which only the vendor's id is known. Stateless. */
public final class TaskReferences {

    private TaskReferences() {}

    /** Returns what identifies a task: its provider and the vendor's id. */
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
