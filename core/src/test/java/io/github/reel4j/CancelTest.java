package io.github.reel4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.reel4j.model.Billing;
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

    private static final CancelOutcome STOPPED = new CancelOutcome(CancelOutcome.Effect.CANCELLED, Billing.NO);

    private final VirtualTimeline time = new VirtualTimeline();
    private final FakeProvider acme = new FakeProvider("acme", Samples.plus());
    private final VideoClient client = Clients.of(time, acme);
    private final List<TaskRef> cancelled = new ArrayList<>();

    private VideoFailure failure() {
        VideoException thrown = catchThrowableOfType(VideoException.class, () -> client.cancel(Samples.task()));
        assertThat(thrown).as("a VideoException").isNotNull();
        return thrown.failure();
    }

    @Test
    void a_vendor_without_cancel_is_not_asked_and_the_task_stays_billable() {
        VideoFailure failure = failure();
        assertThat(failure.kind()).isEqualTo(FailureKind.UNSUPPORTED);
        assertThat(failure.task()).contains(Samples.task());
        assertThat(failure.billing()).isEqualTo(Billing.MAYBE);
        assertThat(failure.message())
                .contains("documents no way to cancel")
                .contains("stays billable")
                .contains("reel resume " + Samples.task());
    }

    @Test
    void what_the_vendor_says_is_answered_and_it_is_asked_once() {
        acme.canceller = Optional.of(task -> {
            cancelled.add(task);
            return Either.right(STOPPED);
        });
        assertThat(client.cancel(Samples.task())).isEqualTo(STOPPED);
        assertThat(cancelled).containsExactly(Samples.task());
    }

    @Test
    void trouble_is_not_tried_again_and_is_about_the_task() {
        acme.canceller = Optional.of(task -> {
            cancelled.add(task);
            return Either.left(VideoFailure.of(FailureKind.UNAVAILABLE, "the connection broke"));
        });
        VideoFailure failure = failure();
        assertThat(failure.task()).contains(Samples.task());
        assertThat(failure.billing()).isEqualTo(Billing.YES);
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
        assertThat(failure.task()).contains(Samples.task());
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
                client.submit(Samples.text("A kitten")).toFuture();
        time.pass(Duration.ofSeconds(2));
        client.cancel(Samples.task());
        time.pass(Duration.ZERO);
        assertThat(video).isCompletedExceptionally();
    }
}
