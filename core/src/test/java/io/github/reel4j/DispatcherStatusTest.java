package io.github.reel4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.reel4j.model.DispatcherStatus;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DispatcherStatusTest {

    private static final ProviderId ACME = ProviderId.of("acme");

    private final VirtualScheduler time = new VirtualScheduler();
    private final FakeProvider acme = new FakeProvider("acme", SampleRequests.plus());
    private final FakeProvider zeta = new FakeProvider("zeta", SampleRequests.plus());

    private VideoClient client(String setting, String value) {
        return TestClients.of(time, TestClients.KEYS.with(setting, value), Optional.empty(), acme);
    }

    @Test
    void a_waiting_order_is_counted_and_nothing_is_called() {
        try (VideoClient client = client("acme.max-concurrent-tasks", "1")) {
            List<CompletableFuture<VideoTask>> orders = client.submitAll(
                    List.of(SampleRequests.text("p"), SampleRequests.text("p"), SampleRequests.text("p")));
            time.pass(Duration.ZERO);
            assertThat(orders.get(0)).isDone();
            assertThat(acme.submitted).hasSize(1);
            int polled = acme.polled;
            assertThat(client.dispatchers()).containsExactly(new DispatcherStatus(ACME, 2, 0, 1, Optional.empty()));
            assertThat(acme.submitted).hasSize(1);
            assertThat(acme.polled).isEqualTo(polled);
        }
    }

    @Test
    void a_task_counts_until_its_end_is_noticed() {
        acme.tracker = task -> Either.right(new TaskStatus.Succeeded(SampleRequests.video()));
        try (VideoClient client = client("acme.max-concurrent-tasks", "5")) {
            VideoTask task = client.submit(SampleRequests.text("p"));
            assertThat(client.dispatchers().get(0).runningTasks()).isEqualTo(1);
            CompletableFuture<?> video = task.toFuture();
            time.passAll();
            assertThat(video).isCompleted();
            assertThat(client.dispatchers()).containsExactly(new DispatcherStatus(ACME, 0, 0, 0, Optional.empty()));
        }
    }

    @Test
    void without_a_task_limit_awaited_tasks_are_counted() {
        try (VideoClient client = TestClients.of(time, acme)) {
            CompletableFuture<?> first = client.submit(SampleRequests.text("p")).toFuture();
            CompletableFuture<?> second =
                    client.resume(SampleRequests.task("other")).toFuture();
            assertThat(client.dispatchers().get(0).runningTasks()).isEqualTo(2);
            time.passAll();
            assertThat(List.of(first, second)).allMatch(CompletableFuture::isDone);
            assertThat(client.dispatchers().get(0).runningTasks()).isZero();
        }
    }

    @Test
    void a_request_counts_while_it_runs() {
        try (VideoClient client = client("acme.max-concurrent-requests", "7")) {
            DispatcherStatus[] during = new DispatcherStatus[1];
            acme.generator = request -> {
                during[0] = client.dispatchers().get(0);
                return Either.right(acme.ordered());
            };
            client.submit(SampleRequests.text("p"));
            assertThat(during[0]).isEqualTo(new DispatcherStatus(ACME, 0, 1, 0, Optional.empty()));
            assertThat(client.dispatchers().get(0).runningRequests()).isZero();
        }
    }

    @Test
    void a_pause_has_its_end_by_the_clients_clock() {
        acme.tracker = task -> Either.left(VideoFailure.builder()
                .kind(FailureKind.RATE_LIMITED)
                .message("m")
                .retryAfter(Duration.ofMinutes(5))
                .build());
        try (VideoClient client = client("acme.requests-per-minute", "6000")) {
            var unused = catchThrowableOfType(VideoException.class, () -> client.status(SampleRequests.task()));
            assertThat(client.dispatchers().get(0).pausedUntil())
                    .contains(VirtualScheduler.START.plus(Duration.ofMinutes(5)));
            time.pass(Duration.ofMinutes(5));
            assertThat(client.dispatchers().get(0).pausedUntil()).isEmpty();
        }
    }

    @Test
    void a_provider_that_is_not_used_has_no_status() {
        try (VideoClient client = TestClients.of(time, acme, zeta)) {
            assertThat(client.dispatchers()).isEmpty();
            client.status(SampleRequests.task());
            assertThat(client.dispatchers())
                    .extracting(DispatcherStatus::provider)
                    .containsExactly(ACME);
        }
    }

    @Test
    void the_list_cannot_be_changed() {
        try (VideoClient client = client("acme.max-concurrent-tasks", "1")) {
            assertThatThrownBy(() -> client.dispatchers().clear()).isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Test
    void the_status_remains_readable_after_close() {
        VideoClient client = client("acme.max-concurrent-tasks", "1");
        client.submit(SampleRequests.text("p"));
        client.close();
        assertThat(client.dispatchers())
                .extracting(DispatcherStatus::runningTasks)
                .containsExactly(1);
    }

    @Test
    void a_negative_number_is_rejected() {
        assertThatThrownBy(() -> new DispatcherStatus(ACME, 0, -1, 0, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 or more");
    }
}
