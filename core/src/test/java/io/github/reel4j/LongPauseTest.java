package io.github.reel4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("fault-140")
class LongPauseTest {

    private static final Duration DAY = Duration.ofDays(1);

    private final VirtualScheduler time = new VirtualScheduler();
    private final FakeProvider acme = new FakeProvider("acme", SampleRequests.plus());
    private final VideoClient client = TestClients.of(time, acme);

    private static VideoFailure requesting(FailureKind kind, Duration pause) {
        return VideoFailure.builder().kind(kind).message("m").retryAfter(pause).build();
    }

    private void firstPollReturns(VideoFailure failure) {
        acme.tracker = task -> acme.polled == 1
                ? Either.left(failure)
                : Either.right(new TaskStatus.Succeeded(SampleRequests.video()));
    }

    @ParameterizedTest
    @EnumSource(names = {"RATE_LIMITED", "UNAVAILABLE"})
    void a_retry_after_of_a_day_pauses_polls_for_10_minutes(FailureKind kind) {
        firstPollReturns(requesting(kind, DAY));
        CompletableFuture<GeneratedVideo> polled =
                client.resume(SampleRequests.task()).toFuture();
        time.pass(Duration.ofSeconds(1));
        CompletableFuture<VideoTask> order = client.submitAsync(SampleRequests.text("A kitten"));
        CompletableFuture<GeneratedVideo> other =
                client.resume(SampleRequests.task("other")).toFuture();
        time.pass(Duration.ofSeconds(598));
        assertThat(order).isNotDone();
        assertThat(acme.polled).isEqualTo(1);
        time.pass(Duration.ofSeconds(2));
        assertThat(order).isCompleted();
        assertThat(other).isCompleted();
        time.pass(Duration.ofSeconds(2));
        assertThat(polled).isCompletedWithValue(SampleRequests.video());
    }

    @Test
    void a_timeout_during_a_pause_names_the_vendor_and_the_end() throws Exception {
        firstPollReturns(requesting(FailureKind.RATE_LIMITED, DAY));
        VideoException thrown = time.passDuring(() -> catchThrowableOfType(
                VideoException.class, () -> client.resume(SampleRequests.task()).await(Duration.ofMinutes(5))));
        assertThat(thrown.kind()).isEqualTo(FailureKind.STILL_RUNNING);
        assertThat(thrown.failure().message())
                .contains("acme requested a pause of 1 d, of which reel4j observes 10 min."
                        + " Requests to it resume at 08:41:02 UTC");
    }

    @Test
    void a_timeout_after_the_pause_does_not_mention_it() throws Exception {
        acme.tracker = task -> acme.polled == 1
                ? Either.left(requesting(FailureKind.RATE_LIMITED, Duration.ofSeconds(30)))
                : Either.right(new TaskStatus.Running(Optional.empty()));
        VideoException thrown = time.passDuring(() -> catchThrowableOfType(
                VideoException.class, () -> client.resume(SampleRequests.task()).await(Duration.ofMinutes(5))));
        assertThat(thrown.failure().message()).doesNotContain("pause");
    }

    @Test
    void a_retry_after_of_a_day_fails_the_order_and_the_next_ones() {
        acme.generator = request -> acme.submitted.size() == 1
                ? Either.left(requesting(FailureKind.RATE_LIMITED, DAY))
                : Either.right(acme.ordered());
        assertThatThrownBy(() -> client.submit(SampleRequests.text("A kitten"))).hasMessageContaining("RATE_LIMITED");
        VideoException next =
                catchThrowableOfType(VideoException.class, () -> client.submit(SampleRequests.text("Another kitten")));
        assertThat(next.kind()).isEqualTo(FailureKind.RATE_LIMITED);
        assertThat(next.failure().retryAfter()).contains(DAY);
        assertThat(acme.submitted).hasSize(1);
        time.pass(Duration.ofMinutes(10));
        assertThat(client.submit(SampleRequests.text("A third"))).isNotNull();
    }

    @Test
    void a_retry_after_of_a_day_for_a_cancel_pauses_10_minutes() {
        acme.canceller = Optional.of(task -> Either.left(requesting(FailureKind.UNAVAILABLE, DAY)));
        assertThatThrownBy(() -> client.cancel(SampleRequests.task())).isInstanceOf(VideoException.class);
        CompletableFuture<VideoTask> order = client.submitAsync(SampleRequests.text("A kitten"));
        time.pass(Duration.ofMinutes(9));
        assertThat(order).isNotDone();
        time.pass(Duration.ofMinutes(1));
        assertThat(order).isCompleted();
    }
}
