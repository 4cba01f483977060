package io.github.reel4j.testkit.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.reel4j.model.Money;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Image-to-video, {@code pixazo-image-to-video.txt}. The prices are those of clips of 5 s; what a shorter clip of the turbo model
 * costs the document does not say.
 */
final class PixazoImageToVideo implements PixazoService {

    private record Model(List<String> resolutions, String usual, int shortest) {}

    private static final Map<String, Model> MODELS = Map.of(
            "wan2.2-i2v-plus", new Model(List.of("480P", "1080P"), "1080P", 5),
            "wan2.2-i2v-flash", new Model(List.of("480P", "720P"), "720P", 5),
            "wan2.1-i2v-plus", new Model(List.of("720P"), "720P", 5),
            "wan2.1-i2v-turbo", new Model(List.of("480P", "720P"), "720P", 3));

    private static final Map<String, String> PRICES = Map.of(
            "wan2.2-i2v-flash 480P", "0.085",
            "wan2.2-i2v-flash 720P", "0.2",
            "wan2.2-i2v-plus 480P", "0.125",
            "wan2.2-i2v-plus 1080P", "0.75",
            "wan2.1-i2v-turbo 480P", "0.2",
            "wan2.1-i2v-turbo 720P", "0.2",
            "wan2.1-i2v-plus 720P", "0.75");

    private static final Map<String, String> SIZES =
            Map.of("480P", "832*480", "720P", "1280*720", "1080P", "1920*1080");

    @Override
    public String operation() {
        return "i2v";
    }

    @Override
    public String submitPath() {
        return "/wan-i2v/v1/generateImageToVideoRequest";
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
        String name = fields.requiredOneOf("model", MODELS.keySet());
        Model model = MODELS.getOrDefault(name, new Model(List.of(), "", 5));
        fields.requiredUrl("input.img_url");
        fields.textUpTo("input.prompt", 800);
        fields.textUpTo("input.negative_prompt", 500);
        String resolution =
                fields.oneOf("parameters.resolution", model.resolutions()).orElse(model.usual());
        long seconds =
                fields.integer("parameters.duration", model.shortest(), 5).orElse(5L);
        fields.booleans(Set.of("parameters.prompt_extend", "parameters.watermark"));
        fields.integer("parameters.seed", 0, Integer.MAX_VALUE);
        return new Order(
                taskId,
                operation(),
                submitPath(),
                Optional.of(name),
                resolution,
                Duration.ofSeconds(seconds),
                seconds == 5 ? price(name, resolution) : Optional.empty(),
                fields.root());
    }

    @Override
    public ObjectNode accepted(Task task) {
        return PixazoWan.accepted(task, "PENDING");
    }

    @Override
    public ObjectNode report(Task task) {
        return PixazoWan.report(task, SIZES.getOrDefault(task.order().resolution(), ""));
    }

    private static Optional<Money> price(String model, String resolution) {
        return Optional.ofNullable(PRICES.get(model + " " + resolution)).map(Money::usd);
    }
}
