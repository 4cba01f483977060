package io.github.reel4j.clients;

import io.github.reel4j.VideoClient;
import io.github.reel4j.model.AnimateRequest;
import io.github.reel4j.model.AspectRatio;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.ImageToVideoRequest;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.model.SpeechToVideoRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TextToVideoRequest;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.fal.FalSimulator;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** reel4j sends what fal's own client sends for the same order, but for differences with a reason. */
@EnabledIfEnvironmentVariable(
        named = "REEL4J_NPM",
        matches = "true",
        disabledReason = "needs Node.js and npm; run official-clients/run")
class FalWireTest {

    private static final String IMAGE = "https://example.com/character.png";
    private static final String VIDEO = "https://example.com/motion.mp4";
    private static final String AUDIO = "https://example.com/speech.mp3";

    private final Simulator vendor = FalSimulator.create();
    private final FalClient fal = new FalClient(vendor.baseUrl());
    private final WireComparison comparison = new WireComparison();

    @BeforeAll
    static void install() {
        FalClient.install();
    }

    @AfterEach
    void close() {
        vendor.close();
    }

    private static ReceivedRequest last(List<ReceivedRequest> requests) {
        return requests.get(requests.size() - 1);
    }

    private VideoClient client() {
        return VideoClient.builder()
                .provider("fal")
                .apiKey("fal", FalClient.KEY)
                .property("fal.base-url", vendor.baseUrl().toString())
                .build();
    }

    private void compareSubmits(GenerationRequest ours, String endpoint, String theirs) {
        try (VideoClient client = client()) {
            var unused = client.submit(ours);
            ReceivedRequest ourSubmit = last(vendor.ledger().submits());
            var unusedOrder = fal.submit(endpoint, theirs);
            comparison.add(ourSubmit, last(vendor.ledger().submits()));
        }
    }

    /** Replaces the task id, which differs because each client ordered its own task. */
    private static ReceivedRequest withTask(ReceivedRequest request, String id) {
        return new ReceivedRequest(
                request.method(),
                request.target().replace(id, "TASK_ID"),
                request.path().replace(id, "TASK_ID"),
                request.query(),
                request.headers(),
                request.body(),
                request.content());
    }

    private void compareTaskCalls(String endpoint) {
        try (VideoClient client = client()) {
            vendor.nextTask().queued(Duration.ZERO).running(Duration.ZERO);
            TaskRef task = client.submit(
                            TextToVideoRequest.builder().prompt("a red kite").build())
                    .ref();
            String id = task.id();
            var unused = client.status(task);
            List<ReceivedRequest> polls = vendor.ledger().polls();
            int count = polls.size();
            var unusedStatus = fal.status(endpoint, id);
            var unusedResult = fal.result(endpoint, id);
            List<ReceivedRequest> all = vendor.ledger().polls();
            comparison.add(withTask(polls.get(count - 2), id), withTask(all.get(count), id));
            comparison.add(withTask(polls.get(count - 1), id), withTask(all.get(count + 1), id));
        }
    }

    @Test
    void each_difference_to_the_client_has_a_reason() {
        compareSubmits(
                TextToVideoRequest.builder()
                        .model("fal-ai/wan/v2.2-a14b/text-to-video")
                        .prompt("a red kite")
                        .negativePrompt("rain")
                        .resolution(Resolution.P480)
                        .aspectRatio(AspectRatio.of("9:16"))
                        .seed(7)
                        .build(),
                "fal-ai/wan/v2.2-a14b/text-to-video",
                """
                {"prompt":"a red kite","negative_prompt":"rain","resolution":"480p","aspect_ratio":"9:16","seed":7}""");
        compareSubmits(
                ImageToVideoRequest.builder()
                        .model("fal-ai/wan/v2.2-a14b/image-to-video")
                        .prompt("a red kite")
                        .image(IMAGE)
                        .resolution(Resolution.P720)
                        .build(),
                "fal-ai/wan/v2.2-a14b/image-to-video",
                "{\"prompt\":\"a red kite\",\"image_url\":\"" + IMAGE + "\",\"resolution\":\"720p\"}");
        compareSubmits(
                SpeechToVideoRequest.builder()
                        .prompt("a speaker")
                        .image(IMAGE)
                        .audio(AUDIO)
                        .resolution(Resolution.P480)
                        .build(),
                "fal-ai/wan/v2.2-14b/speech-to-video",
                "{\"prompt\":\"a speaker\",\"image_url\":\"" + IMAGE + "\",\"audio_url\":\"" + AUDIO
                        + "\",\"resolution\":\"480p\"}");
        for (AnimateRequest.Behavior behavior : AnimateRequest.Behavior.values()) {
            compareSubmits(
                    AnimateRequest.builder()
                            .behavior(behavior)
                            .image(IMAGE)
                            .video(VIDEO)
                            .resolution(Resolution.P480)
                            .build(),
                    "fal-ai/wan/v2.2-14b/animate/" + (behavior == AnimateRequest.Behavior.REPLACE ? "replace" : "move"),
                    "{\"image_url\":\"" + IMAGE + "\",\"video_url\":\"" + VIDEO + "\",\"resolution\":\"480p\"}");
        }
        compareTaskCalls("fal-ai/wan/v2.2-a14b/text-to-video");
        ExplainedDifferences.assertExplained("fal.md", comparison.differences());
    }
}
