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
    void cancel_fails_if_the_vendor_documents_none() {
        VideoFailure failure = failure();
        assertThat(failure.kind()).isEqualTo(FailureKind.UNSUPPORTED);
        assertThat(failure.task()).contains(SampleRequests.task());
        assertThat(failure.billingStatus()).isEqualTo(BillingStatus.UNKNOWN);
        assertThat(failure.message())
                .contains("documents no way to cancel")
                .contains("The task is not affected")
                .contains("reel resume " + SampleRequests.task());
    }

    @Test
    void cancel_is_sent_once_and_returns_the_vendors_outcome() {
        acme.canceller = Optional.of(task -> {
            cancelled.add(task);
            return Either.right(STOPPED);
        });
        assertThat(client.cancel(SampleRequests.task())).isEqualTo(STOPPED);
        assertThat(cancelled).containsExactly(SampleRequests.task());
    }

    @Test
    void a_failed_cancel_is_not_retried_and_names_the_task() {
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
    void an_exception_in_cancel_leaves_the_outcome_to_the_status() {
        acme.canceller = Optional.of(task -> {
            throw new IllegalStateException("key sesame");
        });
        VideoFailure failure = failure();
        assertThat(failure.kind()).isEqualTo(FailureKind.UNAVAILABLE);
        assertThat(failure.message()).contains("Check its status.").doesNotContain("sesame");
        assertThat(failure.task()).contains(SampleRequests.task());
    }

    @Test
    @Tag("fault-80")
    void cancel_causes_an_immediate_poll() {
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
