package io.github.reel4j.testkit.simulator.pixazo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.reel4j.testkit.simulator.BilledOrder;
import io.github.reel4j.testkit.simulator.JsonBodyValidator;
import io.github.reel4j.testkit.simulator.TaskSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Simulates Pixazo's text-to-video as {@code pixazo-text-to-video.txt} documents it. The document has no price. */
final class PixazoTextToVideo implements PixazoService {

    private static final Map<String, List<String>> SIZES = Map.of(
            "wan2.2-t2v-plus", List.of("640*480", "1920*1080"),
            "wanx2.1-t2v-turbo", List.of("640*480", "1280*720"),
            "wanx2.1-t2v-plus", List.of("1280*720"));

    @Override
    public String operation() {
        return "t2v";
    }

    @Override
    public String submitPath() {
        return "/wan-video/v1/generateTextToVideoRequest";
    }

    @Override
    public String pollPath() {
        return PixazoWanResponses.POLL_PATH;
    }

    @Override
    public String pollField() {
        return PixazoWanResponses.POLL_FIELD;
    }

    @Override
    public BilledOrder check(String taskId, JsonBodyValidator body) {
        String model = body.requiredOneOf("model", SIZES.keySet());
        body.requiredText("input.prompt");
        body.text("input.negative_prompt");
        // the documented default, which two of the three models allow
        String size = body.text("parameters.size").orElse("1280*720");
        List<String> allowed = SIZES.getOrDefault(model, List.of());
        body.check(
                allowed.contains(size), "parameters.size of " + model + " must be one of " + allowed + ", not " + size);
        body.integer("parameters.n", 1, 1);
        return new BilledOrder(
                taskId,
                operation(),
                submitPath(),
                Optional.of(model),
                size,
                Duration.ofSeconds(5),
                Optional.empty(),
                body.root());
    }

    @Override
    public ObjectNode accepted(TaskSnapshot task) {
        return PixazoWanResponses.accepted(task, "");
    }

    @Override
    public ObjectNode report(TaskSnapshot task) {
        return PixazoWanResponses.report(task, task.order().resolution());
    }
}
