package io.github.reel4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.ModelVendor.Job;
import io.github.reel4j.journal.OrderState;
import io.github.reel4j.journal.OrderSummary;
import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares what the program and its journal know about orders with what the model vendor knows. */
final class ModelCallbackRegistry {

    private final ModelVendor vendor;
    private final ModelJournal journal;
    private final Map<String, TaskRef> tasks = new LinkedHashMap<>();
    private final Set<String> unknown = new HashSet<>();

    ModelCallbackRegistry(ModelVendor vendor, ModelJournal journal) {
        this.vendor = vendor;
        this.journal = journal;
    }

    /** The tasks that the program knows. */
    List<TaskRef> tasks() {
        return List.copyOf(tasks.values());
    }

    void notified(TaskRef task) {
        assertThat(vendor.job(task.id()).digest).isEqualTo(task.fingerprint());
        tasks.put(task.id(), task);
    }

    /** Records the failure of an order; an order reported as not billed must not be at the vendor. */
    void rejected(String prompt, VideoFailure failure) {
        failure.task().ifPresent(this::notified);
        if (failure.billingStatus() == BillingStatus.NOT_BILLED) {
            assertThat(vendor.jobs()).as(failure.toString()).noneMatch(job -> job.prompt.equals(prompt));
        } else if (failure.task().isEmpty()) {
            assertThat(failure.kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
            unknown.add(prompt);
        }
    }

    /** Records that a wait returned a video. */
    void made(TaskRef task, TaskRef found) {
        assertThat(found).isEqualTo(task);
        assertThat(vendor.job(task.id()).isMade()).isTrue();
    }

    /** Records that a wait failed. */
    void failed(TaskRef task, VideoFailure failure) {
        Job job = vendor.job(task.id());
        assertThat(failure.task()).contains(task);
        assertThat(failure.billingStatus()).isNotEqualTo(BillingStatus.NOT_BILLED);
        switch (failure.kind()) {
            case GENERATION_FAILED -> assertThat(job.isAborted()).isTrue();
            case NO_RESULT -> assertThat(job.isMade()).isTrue();
            case TASK_NOT_FOUND -> assertThat(job.forgotten).isTrue();
            default -> assertThat(failure.kind()).isIn(FailureKind.STILL_RUNNING, FailureKind.INTERRUPTED);
        }
    }

    /** Checks that nothing is billed twice or unknown, and that the journal is correct. */
    void check() {
        assertThat(vendor.billedTwice()).isEmpty();
        Set<String> known = new HashSet<>(tasks.keySet());
        Set<String> open = new HashSet<>();
        for (OrderSummary order : journal.orders()) {
            order.task().ifPresent(task -> {
                known.add(task.id());
                assertTrue(order, vendor.job(task.id()));
            });
            if (order.task().isEmpty()) {
                String digest = order.intent().orElseThrow().fingerprint();
                assertThat(order.state() == OrderState.REJECTED && vendor.has(digest))
                        .isFalse();
                open.add(digest);
            }
        }
        for (Job job : vendor.jobs()) {
            assertThat(known.contains(job.id) || open.contains(job.digest) || unknown.contains(job.prompt))
                    .as("%s is billed and nobody knows of it", job.prompt)
                    .isTrue();
        }
    }

    private static void assertTrue(OrderSummary order, Job job) {
        switch (order.state()) {
            case READY, DOWNLOADED -> assertThat(job.isMade()).isTrue();
            case FAILED -> assertThat(job.forgotten || job.isAborted()).isTrue();
            default -> assertThat(order.state()).isEqualTo(OrderState.RUNNING);
        }
    }
}
