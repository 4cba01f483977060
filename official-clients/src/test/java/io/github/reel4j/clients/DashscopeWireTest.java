package io.github.reel4j.clients;

import com.alibaba.dashscope.aigc.videosynthesis.VideoSynthesisParam;
import io.github.reel4j.VideoClient;
import io.github.reel4j.model.AnimateRequest;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.ImageToVideoRequest;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.model.SpeechToVideoRequest;
import io.github.reel4j.model.TextToVideoRequest;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.dashscope.DashscopeSimulator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** reel4j sends what the DashScope Java SDK sends for the same order, but for differences with a reason. */
class DashscopeWireTest {

    private static final String PROMPT = "a red kite over dunes";
    private static final String IMAGE = "https://example.com/character.png";
    private static final String LAST_IMAGE = "https://example.com/last.png";
    private static final String VIDEO = "https://example.com/motion.mp4";
    private static final String AUDIO = "https://example.com/speech.mp3";

    private final Simulator vendor = DashscopeSimulator.create();
    private final WireComparison comparison = new WireComparison();

    @AfterEach
    void close() {
        vendor.close();
    }

    private ReceivedRequest last(List<ReceivedRequest> requests) {
        return requests.get(requests.size() - 1);
    }

    private void compare(GenerationRequest ours, DashscopeSdk sdk, VideoSynthesisParam theirs) {
        try (VideoClient client = VideoClient.builder()
                .provider("dashscope")
                .apiKey("dashscope", DashscopeSdk.KEY)
                .property("dashscope.base-url", vendor.baseUrl().toString())
                .build()) {
            var task = client.submit(ours).ref();
            ReceivedRequest ourSubmit = last(vendor.ledger().submits());
            var unused = client.status(task);
            ReceivedRequest ourPoll = last(vendor.ledger().polls());
            var order = sdk.submit(theirs);
            comparison.add(ourSubmit, last(vendor.ledger().submits()));
            var unusedResult = sdk.fetch(order);
            comparison.add(
                    withTask(ourPoll, task.id()),
                    withTask(last(vendor.ledger().polls()), order.getOutput().getTaskId()));
        }
    }

    /** Replaces the task id, which differs because each client ordered its own task. */
    private static ReceivedRequest withTask(ReceivedRequest poll, String id) {
        return new ReceivedRequest(
                poll.method(),
                poll.target().replace(id, "TASK_ID"),
                poll.path().replace(id, "TASK_ID"),
                poll.query(),
                poll.headers(),
                poll.body(),
                poll.content());
    }

    private static VideoSynthesisParam.VideoSynthesisParamBuilder<?, ?> order(String model) {
        return VideoSynthesisParam.builder().apiKey(DashscopeSdk.KEY).model(model);
    }

    @Test
    void each_difference_to_the_SDK_has_a_reason() {
        DashscopeSdk videos = DashscopeSdk.videos(vendor.baseUrl());
        DashscopeSdk images = DashscopeSdk.images(vendor.baseUrl());
        compare(
                TextToVideoRequest.builder()
                        .model("wan2.2-t2v-plus")
                        .prompt(PROMPT)
                        .negativePrompt("rain")
                        .resolution(Resolution.P480)
                        .seed(7)
                        .build(),
                videos,
                order("wan2.2-t2v-plus")
                        .prompt(PROMPT)
                        .negativePrompt("rain")
                        .size("832*480")
                        .seed(7)
                        .build());
        compare(
                ImageToVideoRequest.builder()
                        .model("wan2.2-i2v-flash")
                        .image(IMAGE)
                        .prompt(PROMPT)
                        .resolution(Resolution.P720)
                        .seed(7)
                        .build(),
                videos,
                order("wan2.2-i2v-flash")
                        .imgUrl(IMAGE)
                        .prompt(PROMPT)
                        .resolution("720P")
                        .seed(7)
                        .build());
        compare(
                ImageToVideoRequest.builder()
                        .image(IMAGE)
                        .lastImage(LAST_IMAGE)
                        .prompt(PROMPT)
                        .resolution(Resolution.P480)
                        .build(),
                images,
                order("wan2.2-kf2v-flash")
                        .firstFrameUrl(IMAGE)
                        .lastFrameUrl(LAST_IMAGE)
                        .prompt(PROMPT)
                        .resolution("480P")
                        .build());
        compare(
                SpeechToVideoRequest.builder()
                        .image(IMAGE)
                        .audio(AUDIO)
                        .resolution(Resolution.P480)
                        .build(),
                images,
                order("wan2.2-s2v")
                        .extraInputs(Map.of("image_url", IMAGE, "audio_url", AUDIO))
                        .resolution("480P")
                        .build());
        compare(
                AnimateRequest.builder().image(IMAGE).video(VIDEO).build(),
                images,
                order("wan2.2-animate-move")
                        .extraInputs(Map.of("image_url", IMAGE, "video_url", VIDEO))
                        .parameter("mode", "wan-std")
                        .build());
        compare(
                AnimateRequest.builder()
                        .behavior(AnimateRequest.Behavior.REPLACE)
                        .image(IMAGE)
                        .video(VIDEO)
                        .build(),
                images,
                order("wan2.2-animate-mix")
                        .extraInputs(Map.of("image_url", IMAGE, "video_url", VIDEO))
                        .parameter("mode", "wan-std")
                        .build());
        ExplainedDifferences.assertExplained("dashscope.md", comparison.differences());
    }
}
