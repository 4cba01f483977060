package io.github.reel4j.testkit.contract.support;

import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.TaskScript;
import java.util.Locale;
import java.util.stream.Stream;

/** The ways in which a task ends. */
public enum TaskEnd {
    FINISHED(TaskStatus.Succeeded.class),
    FAILED(TaskStatus.Failed.class),
    CANCELLED(TaskStatus.Cancelled.class);

    private final Class<? extends TaskStatus> status;

    TaskEnd(Class<? extends TaskStatus> status) {
        this.status = status;
    }

    /** Returns the ends that the vendor distinguishes. */
    public static Stream<TaskEnd> distinguishedBy(Simulator vendor) {
        return Stream.of(values()).filter(end -> end != CANCELLED || vendor.reportsCancelled());
    }

    /** Lets the next task of the vendor end in this way. */
    public TaskScript scriptNextTask(Simulator vendor) {
        TaskScript script = vendor.nextTask();
        return switch (this) {
            case FINISHED -> script.succeeds();
            case FAILED -> script.fails(vendor.failureCode(), "No herons at dawn");
            case CANCELLED -> script.isCancelled();
        };
    }

    /** Returns whether the status reports this end. */
    public boolean isReportedBy(TaskStatus reported) {
        return status.isInstance(reported);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
