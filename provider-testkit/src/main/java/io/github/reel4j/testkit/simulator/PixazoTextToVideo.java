package io.github.reel4j.testkit.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Text-to-video, {@code pixazo-text-to-video.txt}. The document prints no price. */
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
        return PixazoWan.POLL_PATH;
    }

    @Override
    public String pollField() {
        return PixazoWan.POLL_FIELD;
    }

    @Override
    public Order check(String taskId, Fields fields) {
        String model = fields.requiredOneOf("model", SIZES.keySet());
        fields.requiredText("input.prompt");
        fields.text("input.negative_prompt");
        // the documented default, which two of the three models allow
        String size = fields.text("parameters.size").orElse("1280*720");
        List<String> allowed = SIZES.getOrDefault(model, List.of());
        fields.check(
                allowed.contains(size), "parameters.size of " + model + " must be one of " + allowed + ", not " + size);
        fields.integer("parameters.n", 1, 1);
        return new Order(
                taskId,
                operation(),
                submitPath(),
                Optional.of(model),
                size,
                Duration.ofSeconds(5),
                Optional.empty(),
                fields.root());
    }

    @Override
    public ObjectNode accepted(Task task) {
        return PixazoWan.accepted(task, "");
    }

    @Override
    public ObjectNode report(Task task) {
        return PixazoWan.report(task, task.order().resolution());
    }
}
