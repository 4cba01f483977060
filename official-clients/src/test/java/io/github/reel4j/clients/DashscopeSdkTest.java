package io.github.reel4j.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.alibaba.dashscope.aigc.videosynthesis.VideoSynthesisParam;
import com.alibaba.dashscope.aigc.videosynthesis.VideoSynthesisResult;
import com.alibaba.dashscope.exception.ApiException;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.ManualClock;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.dashscope.DashscopeSimulator;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The DashScope Java SDK completes its flows against the simulator. */
class DashscopeSdkTest {

    private static final String IMAGE = "https://example.com/character.png";
    private static final String VIDEO = "https://example.com/motion.mp4";
    private static final String AUDIO = "https://example.com/speech.mp3";

    private final ManualClock clock = new ManualClock();
    private final Simulator vendor = DashscopeSimulator.builder().clock(clock).start();

    @AfterEach
    void close() {
        vendor.close();
    }

    private DashscopeSdk videos() {
        return DashscopeSdk.videos(vendor.baseUrl());
    }

    private static VideoSynthesisParam kite() {
        return VideoSynthesisParam.builder()
                .apiKey(DashscopeSdk.KEY)
                .model("wan2.2-t2v-plus")
                .prompt("a red kite over dunes")
                .size("832*480")
                .build();
    }

    private VideoSynthesisResult submitted() {
        return videos().submit(kite());
    }

    @Test
    void an_order_is_accepted_as_pending() {
        VideoSynthesisResult order = submitted();
        assertThat(DashscopeSdk.status(order)).isEqualTo("PENDING");
        assertThat(order.getRequestId()).isNotBlank();
        assertThat(vendor.ledger().orders()).hasSize(1);
    }

    @Test
    void an_order_ends_with_a_video_that_can_be_downloaded() throws IOException {
        vendor.nextTask().queued(Duration.ZERO).running(Duration.ZERO);
        VideoSynthesisResult done = videos().submitAndWait(kite());
        assertThat(DashscopeSdk.status(done)).isEqualTo("SUCCEEDED");
        assertThat(done.getUsage().getVideoCount()).isEqualTo(1);
        try (InputStream video =
                URI.create(done.getOutput().getVideoUrl()).toURL().openStream()) {
            assertThat(video.readAllBytes()).isNotEmpty();
        }
    }

    @Test
    void a_task_is_pending_then_running_then_done() {
        vendor.nextTask().queued(Duration.ofSeconds(20)).running(Duration.ofSeconds(60));
        VideoSynthesisResult order = submitted();
        assertThat(DashscopeSdk.status(videos().fetch(order))).isEqualTo("PENDING");
        clock.advance(Duration.ofSeconds(30));
        VideoSynthesisResult running = videos().fetch(order);
        assertThat(DashscopeSdk.status(running)).isEqualTo("RUNNING");
        assertThat(running.getOutput().getScheduledTime()).isNotBlank();
        clock.advance(Duration.ofSeconds(60));
        VideoSynthesisResult done = videos().fetch(order);
        assertThat(DashscopeSdk.status(done)).isEqualTo("SUCCEEDED");
        assertThat(done.getOutput().getOrigPrompt()).isEqualTo("a red kite over dunes");
    }

    @Test
    void a_failed_task_has_its_code_and_message() {
        vendor.nextTask()
                .queued(Duration.ZERO)
                .running(Duration.ZERO)
                .fails("DataInspectionFailed", "Output data may contain inappropriate content.");
        VideoSynthesisResult failed = videos().waitFor(submitted());
        assertThat(DashscopeSdk.status(failed)).isEqualTo("FAILED");
        assertThat(failed.getOutput().getCode()).isEqualTo("DataInspectionFailed");
        assertThat(failed.getOutput().getMessage()).contains("inappropriate content");
    }

    @Test
    void a_pending_task_can_be_cancelled() {
        vendor.nextTask().queued(Duration.ofHours(1));
        VideoSynthesisResult order = submitted();
        assertThat(videos().cancel(order).getRequestId()).isNotBlank();
        assertThat(DashscopeSdk.status(videos().fetch(order))).isEqualTo("CANCELED");
    }

    @Test
    void a_running_task_cannot_be_cancelled() {
        vendor.nextTask().queued(Duration.ZERO).running(Duration.ofHours(1));
        VideoSynthesisResult order = submitted();
        clock.advance(Duration.ofSeconds(1));
        ApiException refused = catchThrowableOfType(ApiException.class, () -> videos().cancel(order));
        assertThat(refused.getStatus().getStatusCode()).isEqualTo(400);
        assertThat(refused.getStatus().getCode()).isEqualTo("UnsupportedOperation");
        assertThat(DashscopeSdk.status(videos().fetch(order))).isEqualTo("RUNNING");
    }

    @Test
    void a_task_is_unknown_after_24_hours() {
        VideoSynthesisResult order = submitted();
        clock.advance(Duration.ofHours(25));
        assertThat(DashscopeSdk.status(videos().fetch(order))).isEqualTo("UNKNOWN");
    }

    @Test
    void a_rate_limit_is_an_exception_with_its_code() {
        vendor.nextSubmit(Fault.response(
                429,
                "application/json",
                "{\"code\":\"Throttling.RateQuota\",\"message\":\"Requests rate limit"
                        + " exceeded\",\"request_id\":\"r-1\"}"));
        ApiException limited = catchThrowableOfType(ApiException.class, this::submitted);
        assertThat(limited.getStatus().getStatusCode()).isEqualTo(429);
        assertThat(limited.getStatus().getCode()).isEqualTo("Throttling.RateQuota");
        assertThat(vendor.ledger().orders()).isEmpty();
    }

    @Test
    void an_image_is_animated_without_a_url_in_the_SDK() {
        DashscopeSdk images = DashscopeSdk.images(vendor.baseUrl());
        vendor.nextTask().queued(Duration.ZERO).running(Duration.ZERO);
        VideoSynthesisResult order = images.submit(VideoSynthesisParam.builder()
                .apiKey(DashscopeSdk.KEY)
                .model("wan2.2-animate-move")
                .extraInputs(Map.of("image_url", IMAGE, "video_url", VIDEO, "watermark", false))
                .parameter("mode", "wan-std")
                .build());
        VideoSynthesisResult done = images.fetch(order);
        assertThat(DashscopeSdk.status(done)).isEqualTo("SUCCEEDED");
        // The SDK reads output.video_url only; this model's result is in output.results.video_url.
        assertThat(done.getOutput().getVideoUrl()).isNull();
    }

    @Test
    void speech_is_accepted_with_image_and_audio() {
        DashscopeSdk images = DashscopeSdk.images(vendor.baseUrl());
        vendor.nextTask().queued(Duration.ZERO).running(Duration.ZERO);
        VideoSynthesisResult order = images.submit(VideoSynthesisParam.builder()
                .apiKey(DashscopeSdk.KEY)
                .model("wan2.2-s2v")
                .extraInputs(Map.of("image_url", IMAGE, "audio_url", AUDIO))
                .resolution("480P")
                .build());
        assertThat(DashscopeSdk.status(images.fetch(order))).isEqualTo("SUCCEEDED");
    }

    @Test
    void two_frames_make_a_video() {
        vendor.nextTask().queued(Duration.ZERO).running(Duration.ZERO);
        VideoSynthesisResult order = videos().submit(VideoSynthesisParam.builder()
                .apiKey(DashscopeSdk.KEY)
                .model("wan2.2-kf2v-flash")
                .prompt("the sun sets")
                .firstFrameUrl(IMAGE)
                .lastFrameUrl("https://example.com/last.png")
                .resolution("480P")
                .build());
        VideoSynthesisResult done = videos().fetch(order);
        assertThat(DashscopeSdk.status(done)).isEqualTo("SUCCEEDED");
        assertThat(done.getOutput().getVideoUrl()).isNotBlank();
    }
}
