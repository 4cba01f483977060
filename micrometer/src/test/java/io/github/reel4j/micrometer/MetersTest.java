package io.github.reel4j.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoClientBuilder;
import io.github.reel4j.VideoException;
import io.github.reel4j.journal.FileJournal;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.SpeechToVideoRequest;
import io.github.reel4j.model.TextToVideoRequest;
import io.github.reel4j.testkit.junit.VendorSimulatorExtension;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.TaskResult;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import io.micrometer.core.instrument.Timer;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class MetersTest {

    private static final String ORDERS = "reel4j.orders";

    private final RecordingTelemetry telemetry = new RecordingTelemetry();
    private UnaryOperator<VideoClientBuilder> options = UnaryOperator.identity();

    @RegisterExtension
    final VendorSimulatorExtension pixazo = VendorSimulatorExtension.of(PixazoSimulator.builder())
            .virtualTime()
            .client(builder -> options.apply(telemetry.instrument(builder)));

    @TempDir
    private Path folder;

    private static TextToVideoRequest request() {
        return TextToVideoRequest.builder().prompt("A heron at dawn").build();
    }

    /** Returns a request whose price is documented: 0.75 USD. */
    private static SpeechToVideoRequest priced() {
        return SpeechToVideoRequest.builder()
                .prompt("A man sings")
                .image("https://example.com/man.png")
                .audio("https://example.com/song.mp3")
                .build();
    }

    private FailureKind failure() {
        return catchThrowableOfType(VideoException.class, () -> pixazo.client().submit(priced()))
                .kind();
    }

    private void assertOrder(String outcome, String errorType) {
        RecordingTelemetry.await(() -> telemetry.count(ORDERS) > 0);
        assertThat(telemetry.count(ORDERS, "provider", "pixazo", "outcome", outcome, "error.type", errorType))
                .as(telemetry.meters.scrape())
                .isEqualTo(1);
        pixazo.client().close();
        assertThat(telemetry.count(ORDERS)).isEqualTo(1);
    }

    private double spent() {
        return telemetry.count("reel4j.spend.expected", "provider", "pixazo", "model", "wan2.2-s2v", "currency", "USD");
    }

    @Test
    void an_accepted_order_is_counted_with_its_price(VideoClient client) {
        client.submit(priced());
        assertOrder("accepted", "none");
        assertThat(spent()).isEqualTo(0.75);
        assertThat(telemetry.count("reel4j.orders.unpriced")).isZero();
    }

    @Test
    void an_accepted_order_of_unknown_price_is_unpriced(VideoClient client) {
        client.submit(request());
        assertOrder("accepted", "none");
        assertThat(telemetry.count("reel4j.orders.unpriced", "provider", "pixazo", "model", "wan2.2-t2v-plus"))
                .isEqualTo(1);
        assertThat(telemetry.count("reel4j.spend.expected")).isZero();
    }

    @Test
    void a_rejected_order_costs_nothing() {
        pixazo.nextSubmit(Fault.http(401));
        FailureKind kind = failure();
        assertOrder("rejected", kind.name());
        assertThat(spent()).isZero();
    }

    @Test
    void an_unknown_order_counts_as_spent() {
        pixazo.nextSubmit(Fault.connectionReset());
        assertThat(failure()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
        assertOrder("unknown", "SUBMISSION_UNKNOWN");
        assertThat(spent()).isEqualTo(0.75);
    }

    @Test
    void an_order_above_the_price_cap_is_not_sent() {
        options = builder -> builder.maxPrice(Money.usd("0.01"));
        assertThat(failure()).isEqualTo(FailureKind.OVER_PRICE_CAP);
        assertOrder("not_sent", "OVER_PRICE_CAP");
        assertThat(spent()).isZero();
    }

    @Test
    void an_order_that_is_not_recorded_is_not_sent() {
        options = builder -> builder.journal(FileJournal.at(folder.resolve("none/there")));
        assertThat(failure()).isEqualTo(FailureKind.JOURNAL_FAILED);
        assertOrder("journal_failed", "JOURNAL_FAILED");
        assertThat(telemetry.count("reel4j.journal.failures", "provider", "pixazo"))
                .isEqualTo(1);
        assertThat(spent()).isZero();
    }

    @Test
    void an_order_that_is_sent_twice_is_counted_once(VideoClient client) {
        pixazo.nextSubmit(Fault.http(429));
        client.submit(request());
        assertOrder("accepted", "none");
    }

    @Test
    void a_finished_task_is_timed_in_buckets_up_to_1_hour(VideoClient client) {
        pixazo.nextTask()
                .queued(20, TimeUnit.SECONDS)
                .running(45, TimeUnit.SECONDS)
                .endsWith(TaskResult.success());
        client.submit(request()).await();
        RecordingTelemetry.await(() -> telemetry.meters.find("reel4j.task").timer() != null);
        Timer task = telemetry.meters.get("reel4j.task").timer();
        assertThat(task.getId().getTag("outcome")).isEqualTo("succeeded");
        assertThat(task.totalTime(TimeUnit.SECONDS)).isBetween(60.0, 120.0);
        assertThat(telemetry.meters.scrape()).contains("le=\"1.0\"", "le=\"3600.0\"");
    }

    @Test
    void a_failed_task_has_the_kind_of_its_failure(VideoClient client) {
        pixazo.nextTask().running(5, TimeUnit.SECONDS).endsWith(TaskResult.failure("E1", "the vendor's own words"));
        var unused = catchThrowableOfType(
                VideoException.class, () -> client.submit(request()).await());
        RecordingTelemetry.await(() -> telemetry.meters.find("reel4j.task").timer() != null);
        assertThat(telemetry.meters.get("reel4j.task").timer().getId().getTag("error.type"))
                .isEqualTo("GENERATION_FAILED");
    }

    @Test
    void a_task_that_is_polled_for_a_fresh_link_ends_once(VideoClient client) {
        pixazo.nextDownload(Fault.http(403));
        client.submit(request()).download(folder.resolve("a.mp4"));
        int polls = pixazo.ledger().polls().size();
        RecordingTelemetry.await(() -> telemetry.meters.find("reel4j.poll").timers().stream()
                        .mapToLong(Timer::count)
                        .sum()
                == polls);
        assertThat(telemetry.meters.get("reel4j.task").timers().stream()
                        .mapToLong(Timer::count)
                        .sum())
                .isEqualTo(1);
    }

    @Test
    void each_poll_is_timed_with_its_outcome(VideoClient client) {
        pixazo.nextPoll(Fault.http(503));
        client.submit(request()).await();
        RecordingTelemetry.await(() -> telemetry.meters.find("reel4j.task").timer() != null);
        assertThat(telemetry
                        .meters
                        .get("reel4j.poll")
                        .tags("provider", "pixazo", "outcome", "error", "error.type", "UNAVAILABLE")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(telemetry
                        .meters
                        .get("reel4j.poll")
                        .tags("provider", "pixazo", "outcome", "succeeded", "error.type", "none")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void polls_are_not_recorded_on_request() {
        RecordingTelemetry silent = new RecordingTelemetry();
        options = builder -> silent.instrument(builder, PollRecording.NONE);
        pixazo.client().submit(request()).await();
        RecordingTelemetry.await(() -> silent.meters.find("reel4j.task").timer() != null);
        assertThat(silent.meters.find("reel4j.poll").timers()).isEmpty();
    }
}
