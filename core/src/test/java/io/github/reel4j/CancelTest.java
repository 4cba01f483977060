package io.github.reel4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.CancelOutcome;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CancelTest {

    private static final CancelOutcome STOPPED =
            new CancelOutcome(CancelOutcome.Effect.CANCELLED, BillingStatus.NOT_BILLED);

    private final VirtualScheduler time = new VirtualScheduler();
    private final FakeProvider acme = new FakeProvider("acme", SampleRequests.plus());
    private final VideoClient client = TestClients.of(time, acme);
    private final List<TaskRef> cancelled = new ArrayList<>();

    private VideoFailure failure() {
        VideoException thrown = catchThrowableOfType(VideoException.class, () -> client.cancel(SampleRequests.task()));
        assertThat(thrown).as("a VideoException").isNotNull();
        return thrown.failure();
    }

    @Test
    void a_vendor_without_cancel_is_not_asked_and_the_task_stays_billable() {
        VideoFailure failure = failure();
        assertThat(failure.kind()).isEqualTo(FailureKind.UNSUPPORTED);
        assertThat(failure.task()).contains(SampleRequests.task());
        assertThat(failure.billingStatus()).isEqualTo(BillingStatus.UNKNOWN);
        assertThat(failure.message())
                .contains("documents no way to cancel")
                .contains("stays billable")
                .contains("reel resume " + SampleRequests.task());
    }

    @Test
    void what_the_vendor_says_is_answered_and_it_is_asked_once() {
        acme.canceller = Optional.of(task -> {
            cancelled.add(task);
            return Either.right(STOPPED);
        });
        assertThat(client.cancel(SampleRequests.task())).isEqualTo(STOPPED);
        assertThat(cancelled).containsExactly(SampleRequests.task());
    }

    @Test
    void trouble_is_not_tried_again_and_is_about_the_task() {
        acme.canceller = Optional.of(task -> {
            cancelled.add(task);
            return Either.left(VideoFailure.of(FailureKind.UNAVAILABLE, "the connection broke"));
        });
        VideoFailure failure = failure();
        assertThat(failure.task()).contains(SampleRequests.task());
        assertThat(failure.billingStatus()).isEqualTo(BillingStatus.BILLED);
        assertThat(cancelled).hasSize(1);
    }

    @Test
    void whatever_escapes_leaves_the_task_s_fate_to_its_status() {
        acme.canceller = Optional.of(task -> {
            throw new IllegalStateException("key sesame");
        });
        VideoFailure failure = failure();
        assertThat(failure.kind()).isEqualTo(FailureKind.UNAVAILABLE);
        assertThat(failure.message()).contains("its status tells").doesNotContain("sesame");
        assertThat(failure.task()).contains(SampleRequests.task());
    }

    @Test
    @Tag("fault-80")
    void who_waits_for_a_cancelled_task_learns_of_it_at_once() {
        acme.tracker = task -> Either.right(
                cancelled.isEmpty()
                        ? new TaskStatus.Running(Optional.empty())
                        : new TaskStatus.Failed(VideoFailure.of(FailureKind.GENERATION_FAILED, "cancelled")));
        acme.canceller = Optional.of(task -> {
            cancelled.add(task);
            return Either.right(STOPPED);
        });
        CompletableFuture<GeneratedVideo> video =
                client.submit(SampleRequests.text("A kitten")).toFuture();
        time.pass(Duration.ofSeconds(2));
        client.cancel(SampleRequests.task());
        time.pass(Duration.ZERO);
        assertThat(video).isCompletedExceptionally();
    }
}
