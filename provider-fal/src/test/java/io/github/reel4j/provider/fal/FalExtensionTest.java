package io.github.reel4j.provider.fal;

import static io.github.reel4j.model.Money.usd;
import static io.github.reel4j.testkit.simulator.Fault.connectionReset;
import static io.github.reel4j.testkit.simulator.Fault.http;
import static io.github.reel4j.testkit.simulator.TaskResult.failure;
import static io.github.reel4j.testkit.simulator.TaskResult.success;
import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoException;
import io.github.reel4j.VideoTask;
import io.github.reel4j.model.CancelOutcome;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.junit.VendorFaultSource;
import io.github.reel4j.testkit.junit.VendorSimulatorExtension;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.github.reel4j.testkit.simulator.VendorTestHarness;
import io.github.reel4j.testkit.simulator.fal.FalSimulator;
import io.github.reel4j.testkit.time.VirtualTimeScheduler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests a program that orders from fal, as its developers would. */
class FalExtensionTest {

    private static final Set<FailureKind> NOT_TAKEN = EnumSet.of(
            FailureKind.AUTHENTICATION,
            FailureKind.FORBIDDEN,
            FailureKind.INSUFFICIENT_BALANCE,
            FailureKind.RATE_LIMITED,
            FailureKind.INCOMPATIBLE,
            FailureKind.INVALID_REQUEST);

    @RegisterExtension
    static final VendorSimulatorExtension FAL = VendorSimulatorExtension.of(FalSimulator.builder())
            .virtualTime()
            .client(builder -> builder.property("fal.submit-timeout", "400ms").property("fal.poll-timeout", "400ms"));

    @ParameterizedTest
    @EnumSource
    void every_operation_delivers_a_video(Operation operation, VideoClient client, @TempDir Path folder) {
        Path target = folder.resolve("video.mp4");
        var unused = client.submit(FalOrders.of(operation)).download(target);
        assertThat(target).isNotEmptyFile();
        assertThat(FAL.ledger().orders()).hasSize(1);
    }

    @Test
    void pays_once_whatever_happens(VideoClient client, VirtualTimeScheduler time) {
        FAL.nextTask()
                .queued(20, SECONDS)
                .running(45, SECONDS)
                .endsWith(http(429).retryAfter(30, SECONDS))
                .endsWith(connectionReset())
                .endsWith(success());

        GeneratedVideo video = client.submit(FalOrders.image().build()).await();

        assertThat(video.url().getPath()).contains(FAL.ledger().orders().get(0).taskId());
        assertThat(FAL.ledger().orders()).hasSize(1);
        assertThat(FAL.ledger().billed()).isEqualTo(usd("0.405"));
        assertThat(time.elapsed()).isBetween(Duration.ofSeconds(95), Duration.ofSeconds(140));
    }

    @Test
    void progress_shows_the_position_in_the_queue(VideoClient client) {
        LinkedBlockingQueue<TaskStatus> seen = new LinkedBlockingQueue<>();
        FAL.nextTask().queued(1, MINUTES).queuePosition(7);
        var unused = client.submit(FalOrders.text().build())
                .onProgress(progress -> seen.add(progress.status()))
                .await();
        assertThat(seen).contains(new TaskStatus.Queued(OptionalInt.of(7)));
    }

    @Test
    void a_completed_task_may_have_failed(VideoClient client) {
        FAL.nextTask().running(1, MINUTES).endsWith(failure("content_policy_violation", "not allowed"));
        VideoTask task = client.submit(FalOrders.text().build());
        VideoFailure failed = VendorTestHarness.failure(task::await);
        assertThat(failed.kind()).isEqualTo(FailureKind.GENERATION_FAILED);
        assertThat(failed.vendorCode()).contains("content_policy_violation");
        assertThat(failed.vendorMessage())
                .map(text -> text.contains("not allowed"))
                .contains(true);
    }

    @Test
    void a_task_that_timed_out_at_the_vendor_has_failed(VideoClient client) {
        FAL.nextTask().endsWith(failure("request_timeout", "Request timed out"));
        VideoFailure failed =
                VendorTestHarness.failure(client.submit(FalOrders.text().build())::await);
        assertThat(failed.vendorCode()).contains("request_timeout");
        assertThat(FAL.ledger().polls())
                .allSatisfy(poll -> assertThat(poll.path()).endsWith("/status"));
    }

    /** The vendor accepts an order before it validates it. */
    @Test
    void an_invalid_order_fails_at_its_result() {
        VendorTestHarness run = new VendorTestHarness(FalSimulator.builder(), new FalProviderFactory());
        try {
            VideoTask task = run.client()
                    .submit(FalOrders.text()
                            .option("num_frames", "9999")
                            .allowUndocumentedValues(true)
                            .build());
            VideoFailure failed = VendorTestHarness.failure(task::await);
            assertThat(failed.kind()).isEqualTo(FailureKind.GENERATION_FAILED);
            assertThat(failed.vendorMessage().orElse("")).contains("num_frames must be 17 to 161");
        } finally {
            run.close();
        }
    }

    @Test
    void a_cancel_is_only_a_request(VideoClient client) {
        FAL.nextTask().running(10, MINUTES);
        VideoTask task = client.submit(FalOrders.text().build());
        assertThat(client.cancel(task.ref()).effect()).isEqualTo(CancelOutcome.Effect.REQUESTED);
        assertThat(VendorTestHarness.failure(task::await).kind()).isEqualTo(FailureKind.CANCELLED);
    }

    @Test
    void a_finished_task_can_no_longer_be_cancelled(VideoClient client) {
        VideoTask task = client.submit(FalOrders.text().build());
        var unused = task.await();
        assertThat(client.cancel(task.ref()).effect()).isEqualTo(CancelOutcome.Effect.ALREADY_FINISHED);
        assertThat(client.resume(task.ref()).await().url()).isNotNull();
    }

    @Test
    void an_exhausted_balance_is_no_missing_permission(VideoClient client) {
        FAL.nextSubmit(FalSimulator.exhaustedBalance());
        VideoFailure failure =
                VendorTestHarness.failure(() -> client.submit(FalOrders.text().build()));
        assertThat(failure.kind()).isEqualTo(FailureKind.INSUFFICIENT_BALANCE);
        assertThat(failure.message()).contains("Top up the account");
        assertThat(FAL.ledger().orders()).isEmpty();
    }

    @Test
    void a_result_is_gone_after_an_hour(VideoClient client, VirtualTimeScheduler time) {
        VideoTask task = client.submit(FalOrders.text().build());
        var unused = task.await();
        FAL.nextTask().queued(70, MINUTES);
        var later = client.submit(FalOrders.text().build()).await(Duration.ofHours(3));
        assertThat(later.url()).isNotNull();
        assertThat(VendorTestHarness.failure(() -> client.status(task.ref())).kind())
                .isEqualTo(FailureKind.TASK_NOT_FOUND);
        assertThat(time.elapsed()).isGreaterThan(Duration.ofHours(1));
    }

    /** The extension itself checks that no billed order is lost. */
    @ParameterizedTest
    @VendorFaultSource(RequestKind.SUBMIT)
    void an_order_is_sent_once_or_provably_not_accepted(Fault fault, VideoClient client) {
        FAL.nextSubmit(fault);
        try {
            var unused = client.submit(FalOrders.text().build());
        } catch (VideoException e) {
            assertThat(e.failure().kind())
                    .satisfiesAnyOf(
                            kind -> assertThat(kind).isEqualTo(FailureKind.SUBMISSION_UNKNOWN),
                            kind -> assertThat(kind).isIn(NOT_TAKEN));
        }
        assertThat(FAL.ledger().orders()).hasSizeLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @VendorFaultSource(RequestKind.POLL)
    void a_task_survives_failed_polls(Fault fault, VideoClient client) {
        FAL.nextTask().endsWith(fault);
        VideoTask task = client.submit(FalOrders.text().build());
        GeneratedVideo video;
        try {
            video = task.await();
        } catch (VideoException e) {
            assertThat(e.failure().kind()).isIn(FailureKind.AUTHENTICATION, FailureKind.FORBIDDEN);
            video = client.resume(e.task().orElseThrow()).await();
        }
        assertThat(video.url().getPath()).contains(task.ref().id());
        assertThat(FAL.ledger().orders()).hasSize(1);
    }
}
