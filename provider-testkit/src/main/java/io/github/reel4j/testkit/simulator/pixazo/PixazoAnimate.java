package io.github.reel4j.testkit.simulator.pixazo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.reel4j.model.Money;
import io.github.reel4j.testkit.simulator.BilledOrder;
import io.github.reel4j.testkit.simulator.JsonBodyValidator;
import io.github.reel4j.testkit.simulator.TaskSnapshot;
import io.github.reel4j.testkit.video.PlaceholderVideo;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Simulates Pixazo's animate as {@code pixazo-animate.txt} documents it. The document has the status call only. The
 * submit follows the paths of sibling models and the fields of the resold service.
 */
final class PixazoAnimate implements PixazoService {

    private static final String SUBMIT = "/wan-2-2-animate-api-524/v1/wan-2-2-animate-api-request";
    // the value of the document's sample
    private static final int ESTIMATE_SECONDS = 45;

    @Override
    public String operation() {
        return "animate";
    }

    @Override
    public String submitPath() {
        return SUBMIT;
    }

    @Override
    public String pollPath() {
        return SUBMIT + "-result";
    }

    @Override
    public String pollField() {
        return "request_id";
    }

    @Override
    public BilledOrder check(String taskId, JsonBodyValidator body) {
        body.requiredUrl("video_url");
        body.requiredUrl("image_url");
        body.booleans(Set.of("enable_output_safety_checker", "use_turbo", "return_frames_zip"));
        String resolution = PixazoSpeechToVideo.checkRendering(body);
        return new BilledOrder(
                taskId,
                operation(),
                submitPath(),
                Optional.empty(),
                resolution,
                Duration.ofSeconds(5),
                Optional.of(Money.usd("0.4")),
                body.root());
    }

    @Override
    public ObjectNode accepted(TaskSnapshot task) {
        return JsonNodeFactory.instance.objectNode().put("status", "IN_QUEUE").put("request_id", task.id());
    }

    @Override
    public ObjectNode report(TaskSnapshot task) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        switch (task.phase()) {
            case QUEUED -> body.put("status", "IN_QUEUE").put("request_id", task.id());
            case RUNNING ->
                body.put("status", task.status().orElse("IN_PROGRESS"))
                        .put("request_id", task.id())
                        .put("estimated_completion_seconds", ESTIMATE_SECONDS);
            case SUCCEEDED ->
                body.put("status", "COMPLETED").put("request_id", task.id()).set("animation", animation(task));
            case FAILED, CANCELLED ->
                body.put("status", "FAILED")
                        .put("request_id", task.id())
                        .put("error", task.failureMessage())
                        .put("code", task.failureCode());
        }
        return body;
    }

    private static ObjectNode animation(TaskSnapshot task) {
        PlaceholderVideo video = PlaceholderVideo.of(task.order().resolution());
        return JsonNodeFactory.instance
                .objectNode()
                .put("url", task.videoOrNull())
                .put("width", video.width())
                .put("height", video.height())
                .put("duration_seconds", task.order().length().toSeconds())
                .put("fps", PlaceholderVideo.FRAMES_PER_SECOND)
                .put("content_type", "video/mp4");
    }
}
