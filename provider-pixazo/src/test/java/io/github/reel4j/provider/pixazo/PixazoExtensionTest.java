package io.github.reel4j.provider.pixazo;

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
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.junit.VendorFaultSource;
import io.github.reel4j.testkit.junit.VendorSimulatorExtension;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.github.reel4j.testkit.simulator.VendorTestHarness;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import io.github.reel4j.testkit.time.VirtualTimeScheduler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/** Tests a program that orders from Pixazo, as its developers would. */
class PixazoExtensionTest {

    private static final Set<FailureKind> NOT_TAKEN = EnumSet.of(
            FailureKind.AUTHENTICATION,
            FailureKind.FORBIDDEN,
            FailureKind.INSUFFICIENT_BALANCE,
            FailureKind.RATE_LIMITED,
            FailureKind.INCOMPATIBLE,
            FailureKind.INVALID_REQUEST);

    @RegisterExtension
    static final VendorSimulatorExtension PIXAZO = VendorSimulatorExtension.of(PixazoSimulator.builder())
            .virtualTime()
            .client(builder ->
                    builder.property("pixazo.submit-timeout", "400ms").property("pixazo.poll-timeout", "400ms"));

    @Test
    void pays_once_whatever_happens(VideoClient client, VirtualTimeScheduler time) {
        PIXAZO.nextTask()
                .queued(20, SECONDS)
                .running(45, SECONDS)
                .endsWith(http(429).retryAfter(30, SECONDS))
                .endsWith(connectionReset())
                .endsWith(success());

        GeneratedVideo video = client.submit(PixazoOrders.speech().build()).await();

        assertThat(video.url().getPath())
                .contains(PIXAZO.ledger().orders().get(0).taskId());
        assertThat(PIXAZO.ledger().orders()).hasSize(1);
        assertThat(PIXAZO.ledger().billed()).isEqualTo(usd("0.75"));
        assertThat(time.elapsed()).isBetween(Duration.ofSeconds(95), Duration.ofSeconds(140));
    }

    @Test
    void queueing_limits_and_resets_pass_in_virtual_time(VideoClient client, VirtualTimeScheduler time) {
        PIXAZO.nextTask()
                .queued(4, MINUTES)
                .endsWith(http(429).retryAfter(time.now().plus(Duration.ofMinutes(5))))
                .running(6, MINUTES)
                .endsWith(connectionReset());

        var unused = client.submit(PixazoOrders.image().build()).await();

        assertThat(time.elapsed()).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(11));
        assertThat(PIXAZO.ledger().billed()).isEqualTo(usd("0.75"));
    }

    @Test
    void a_failed_task_has_the_vendors_message(VideoClient client) {
        PIXAZO.nextTask().running(1, MINUTES).endsWith(failure("DataInspectionFailed", "not allowed"));
        VideoTask task = client.submit(PixazoOrders.text().build());
        VideoFailure failed = VendorTestHarness.failure(task::await);
        assertThat(failed.kind()).isEqualTo(FailureKind.GENERATION_FAILED);
        assertThat(failed.vendorMessage()).contains("not allowed");
    }

    @Test
    void two_tasks_have_their_own_faults(VideoClient client) {
        PIXAZO.nextTask().endsWith(http(500)).endsWith(http(500)).endsWith(failure("A", "b"));
        VideoTask troubled = client.submit(PixazoOrders.text().build());
        VideoTask calm = client.submit(PixazoOrders.text().build());
        var unused = calm.await();
        assertThat(PIXAZO.ledger().polls()).as("polls of the calm one").hasSizeBetween(1, 2);
        assertThat(VendorTestHarness.failure(troubled::await).kind()).isEqualTo(FailureKind.GENERATION_FAILED);
    }

    /** The extension itself checks that no billed order is lost. */
    @ParameterizedTest
    @VendorFaultSource(RequestKind.SUBMIT)
    void an_order_is_sent_once_or_provably_not_accepted(Fault fault, VideoClient client) {
        PIXAZO.nextSubmit(fault);
        try {
            var unused = client.submit(PixazoOrders.text().build());
        } catch (VideoException e) {
            assertThat(e.failure().kind())
                    .satisfiesAnyOf(
                            kind -> assertThat(kind).isEqualTo(FailureKind.SUBMISSION_UNKNOWN),
                            kind -> assertThat(kind).isIn(NOT_TAKEN));
        }
        assertThat(PIXAZO.ledger().orders()).hasSizeLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @VendorFaultSource(RequestKind.POLL)
    void a_task_survives_failed_polls(Fault fault, VideoClient client) {
        PIXAZO.nextTask().endsWith(fault);
        VideoTask task = client.submit(PixazoOrders.text().build());
        GeneratedVideo video;
        try {
            video = task.await();
        } catch (VideoException e) {
            assertThat(e.failure().kind()).isIn(FailureKind.AUTHENTICATION, FailureKind.FORBIDDEN);
            video = client.resume(e.task().orElseThrow()).await();
        }
        assertThat(video.url().getPath()).contains(task.ref().id());
        assertThat(PIXAZO.ledger().orders()).hasSize(1);
    }

    @Test
    @Tag("fault-99")
    void a_failed_download_can_be_repeated(VideoClient client, @TempDir Path folder) {
        PIXAZO.nextDownload(Fault.cutBody());
        VideoTask task = client.submit(PixazoOrders.text().build());
        Path target = folder.resolve("kitten.mp4");
        try {
            var unused = task.download(target);
        } catch (VideoException e) {
            assertThat(e.failure().kind()).isEqualTo(FailureKind.DOWNLOAD_FAILED);
            assertThat(target).doesNotExist();
            var unused = task.download(target);
        }
        assertThat(target).isNotEmptyFile();
    }
}
