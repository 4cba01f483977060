package io.github.reel4j.testkit.simulator.pixazo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.reel4j.model.Money;
import io.github.reel4j.testkit.simulator.BilledOrder;
import io.github.reel4j.testkit.simulator.JsonBodyValidator;
import io.github.reel4j.testkit.simulator.TaskSnapshot;
import io.github.reel4j.testkit.video.PlaceholderVideo;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Simulates Pixazo's speech-to-video as {@code pixazo-speech-to-video.txt} documents it. The request body has no nested
 * objects, and the response of a completed task has no status field.
 */
final class PixazoSpeechToVideo implements PixazoService {

    private static final Map<String, Money> PRICES =
            Map.of("480p", Money.usd("0.75"), "580p", Money.usd("1"), "720p", Money.usd("1.25"));

    @Override
    public String operation() {
        return "s2v";
    }

    @Override
    public String submitPath() {
        return "/wan2.2-s2v/v1/generateSpeechToVideoRequest";
    }

    @Override
    public String pollPath() {
        return "/wan2.2-s2v-polling/getStatusSpeechToVideo";
    }

    @Override
    public String pollField() {
        return "requestId";
    }

    @Override
    public BilledOrder check(String taskId, JsonBodyValidator body) {
        body.requiredText("prompt");
        body.requiredUrl("image_url");
        body.requiredUrl("audio_url");
        body.text("negative_prompt");
        String resolution = checkRendering(body);
        return new BilledOrder(
                taskId,
                operation(),
                submitPath(),
                Optional.empty(),
                resolution,
                Duration.ofSeconds(5),
                Optional.ofNullable(PRICES.get(resolution)),
                body.root());
    }

    /** Validates the rendering fields, which animate has too, and returns the resolution. */
    static String checkRendering(JsonBodyValidator body) {
        body.integer("seed");
        body.integer("num_inference_steps");
        body.booleans(Set.of("enable_safety_checker"));
        body.number("guidance_scale");
        body.number("shift", 1, 10);
        body.oneOf("video_quality", List.of("low", "medium", "high", "maximum"));
        body.oneOf("video_write_mode", List.of("fast", "balanced", "small"));
        return body.oneOf("resolution", List.of("480p", "580p", "720p")).orElse("480p");
    }

    @Override
    public ObjectNode accepted(TaskSnapshot task) {
        return JsonNodeFactory.instance.objectNode().put("request_id", task.id());
    }

    @Override
    public ObjectNode report(TaskSnapshot task) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        switch (task.phase()) {
            case SUCCEEDED ->
                body.putObject("video")
                        .put("url", task.videoOrNull())
                        .put("content_type", "application/octet-stream")
                        .put("file_name", UUID.randomUUID().toString().replace("-", "") + ".mp4")
                        .put(
                                "file_size",
                                PlaceholderVideo.of(task.order().resolution()).file(task.id()).length);
            case FAILED ->
                body.put("status", "FAILED")
                        .put("error", task.failureMessage())
                        .put("code", task.failureCode())
                        .put("request_id", task.id());
            default -> {
                body.put("status", task.status().orElse("IN_PROGRESS"));
                if (task.status().isEmpty()) {
                    body.put("detail", "Request is still in progress");
                }
                // in the document's sample this is not the polled id
                body.put("request_id", UUID.randomUUID().toString());
            }
        }
        return body;
    }
}
