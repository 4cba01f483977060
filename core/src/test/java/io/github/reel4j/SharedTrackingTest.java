package io.github.reel4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.OrderJournal;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fault-142")
class SharedTrackingTest {

    private final VirtualScheduler time = new VirtualScheduler();
    private final FakeProvider acme = new FakeProvider("acme", SampleRequests.plus());
    private final VideoClient client = TestClients.of(time, acme);

    private static Either<VideoFailure, TaskStatus> running() {
        return Either.right(new TaskStatus.Running(Optional.empty()));
    }

    private void takes(Duration span) {
        acme.tracker = task -> time.elapsed().compareTo(span) < 0
                ? running()
                : Either.right(new TaskStatus.Succeeded(SampleRequests.video()));
    }

    private static TaskRef withFingerprint(String fingerprint) {
        TaskRef task = SampleRequests.task();
        return new TaskRef(
                task.provider(), task.operation(), task.endpoint(), task.id(), fingerprint, task.submittedAt());
    }

    @Test
    void resuming_a_task_50_times_adds_no_polls() {
        takes(Duration.ofMinutes(5));
        CompletableFuture<GeneratedVideo> one =
                client.resume(SampleRequests.task()).toFuture();
        time.passAll();
        int polls = acme.polled;
        VirtualScheduler again = new VirtualScheduler();
        acme.tracker = task -> again.elapsed().compareTo(Duration.ofMinutes(5)) < 0
                ? running()
                : Either.right(new TaskStatus.Succeeded(SampleRequests.video()));
        VideoClient many = TestClients.of(again, acme);
        acme.polled = 0;
        List<CompletableFuture<GeneratedVideo>> all = IntStream.range(0, 50)
                .mapToObj(i -> many.resume(TaskRef.parse(SampleRequests.task().toString()))
                        .toFuture())
                .toList();
        again.passAll();
        assertThat(one).isCompletedWithValue(SampleRequests.video());
        assertThat(all).allMatch(each -> each.join().equals(SampleRequests.video()));
        assertThat(acme.polled).isBetween(polls - 5, polls + 5);
    }

    @Test
    void each_handle_of_a_shared_task_has_its_own_wait_and_listener() {
        acme.tracker = task -> running();
        List<String> received = new ArrayList<>();
        CompletableFuture<GeneratedVideo> brief = client.resume(SampleRequests.task())
                .onProgress(seen -> received.add("one"))
                .toFuture();
        CompletableFuture<GeneratedVideo> longer = client.resume(SampleRequests.task())
                .onProgress(seen -> received.add("two"))
                .toFuture();
        time.pass(Duration.ofSeconds(1));
        assertThat(received).containsExactlyInAnyOrder("one", "two");
        brief.cancel(false);
        takes(Duration.ZERO);
        time.passAll();
        assertThat(longer).isCompletedWithValue(SampleRequests.video());
        assertThat(time.pending()).isZero();
    }

    @Test
    void polls_end_with_the_last_wait() {
        acme.tracker = task -> running();
        CompletableFuture<GeneratedVideo> one =
                client.resume(SampleRequests.task()).toFuture();
        CompletableFuture<GeneratedVideo> two =
                client.resume(SampleRequests.task()).toFuture();
        time.pass(Duration.ofSeconds(20));
        one.cancel(false);
        two.cancel(false);
        int polls = acme.polled;
        time.passAll();
        assertThat(acme.polled).isEqualTo(polls);
        assertThat(time.pending()).isZero();
    }

    @Test
    void resuming_a_submitted_task_adds_no_polls() {
        takes(Duration.ofSeconds(60));
        VideoTask submitted = client.submit(SampleRequests.text("A kitten"));
        CompletableFuture<GeneratedVideo> first = submitted.toFuture();
        time.pass(Duration.ofSeconds(30));
        int polls = acme.polled;
        CompletableFuture<GeneratedVideo> second =
                client.resume(TaskRef.parse(submitted.ref().toString())).toFuture();
        time.pass(Duration.ofMillis(1));
        assertThat(acme.polled).isEqualTo(polls);
        time.passAll();
        assertThat(first).isCompleted();
        assertThat(second).isCompleted();
        assertThat(client.unfinished()).isEmpty();
    }

    @Test
    void references_with_other_fingerprints_share_polls() {
        takes(Duration.ofSeconds(60));
        TaskRef other = withFingerprint("ffffffffffff");
        CompletableFuture<GeneratedVideo> first =
                client.resume(SampleRequests.task()).toFuture();
        CompletableFuture<GeneratedVideo> second = client.resume(other).toFuture();
        time.pass(Duration.ofSeconds(1));
        assertThat(acme.polled).isEqualTo(1);
        time.passAll();
        assertThat(first.join().task()).isEqualTo(SampleRequests.task());
        assertThat(second.join().task()).isEqualTo(other);
    }

    @Test
    void references_with_other_endpoints_are_polled_separately() {
        acme.tracker = task -> running();
        TaskRef task = SampleRequests.task();
        TaskRef elsewhere = new TaskRef(
                task.provider(), task.operation(), "elsewhere", task.id(), task.fingerprint(), task.submittedAt());
        var first = client.resume(task).toFuture();
        var second = client.resume(elsewhere).toFuture();
        time.pass(Duration.ofSeconds(1));
        assertThat(acme.polled).isEqualTo(2);
        assertThat(first.cancel(false) && second.cancel(false)).isTrue();
    }

    @Test
    void resuming_an_ended_task_polls_it_again() {
        acme.tracker =
                task -> Either.right(new TaskStatus.Failed(VideoFailure.of(FailureKind.GENERATION_FAILED, "no")));
        VideoTask before = client.resume(SampleRequests.task());
        CompletableFuture<GeneratedVideo> failed = before.toFuture();
        time.passAll();
        takes(Duration.ZERO);
        CompletableFuture<GeneratedVideo> again =
                client.resume(SampleRequests.task()).toFuture();
        time.passAll();
        assertThat(failed).isCompletedExceptionally();
        assertThat(before.toFuture()).isCompletedExceptionally();
        assertThat(again).isCompletedWithValue(SampleRequests.video());
    }

    @Test
    void the_end_of_a_shared_task_is_recorded_once() {
        List<OrderEvent> written = new ArrayList<>();
        OrderJournal journal = entry -> {
            written.add(entry);
            return Either.right(entry);
        };
        VideoClient noting = TestClients.journaled(time, journal, acme);
        takes(Duration.ofSeconds(30));
        List<CompletableFuture<GeneratedVideo>> all = IntStream.range(0, 5)
                .mapToObj(i -> noting.resume(SampleRequests.task()).toFuture())
                .toList();
        time.passAll();
        assertThat(all).allMatch(CompletableFuture::isDone);
        assertThat(written).hasSize(1);
    }

    @Test
    void concurrent_downloads_share_the_poll_for_a_fresh_link() throws Exception {
        acme.downloader = (video, target) -> acme.polled < 2
                ? Either.left(VideoFailure.of(FailureKind.LINK_EXPIRED, "the link is old"))
                : Either.right(target);
        VideoTask one = client.resume(SampleRequests.task());
        VideoTask two = client.resume(SampleRequests.task());
        assertThat(time.passDuring(() -> one.download(Path.of("one.mp4")))).isEqualTo(Path.of("one.mp4"));
        assertThat(time.passDuring(() -> two.download(Path.of("two.mp4")))).isEqualTo(Path.of("two.mp4"));
        assertThat(acme.polled).isEqualTo(2);
    }
}
