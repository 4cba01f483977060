package io.github.reel4j.testkit.simulator.pixazo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.reel4j.model.Money;
import io.github.reel4j.testkit.simulator.BilledOrder;
import io.github.reel4j.testkit.simulator.JsonBodyValidator;
import io.github.reel4j.testkit.simulator.TaskSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Simulates Pixazo's image-to-video as {@code pixazo-image-to-video.txt} documents it. The prices are those of 5 s
 * clips. The document has no price for shorter clips of the turbo model.
 */
final class PixazoImageToVideo implements PixazoService {

    private record Model(List<String> resolutions, String defaultResolution, int minSeconds) {}

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
        return PixazoWanResponses.POLL_PATH;
    }

    @Override
    public String pollField() {
        return PixazoWanResponses.POLL_FIELD;
    }

    @Override
    public BilledOrder check(String taskId, JsonBodyValidator body) {
        String name = body.requiredOneOf("model", MODELS.keySet());
        Model model = MODELS.getOrDefault(name, new Model(List.of(), "", 5));
        body.requiredUrl("input.img_url");
        body.textUpTo("input.prompt", 800);
        body.textUpTo("input.negative_prompt", 500);
        String resolution =
                body.oneOf("parameters.resolution", model.resolutions()).orElse(model.defaultResolution());
        long seconds =
                body.integer("parameters.duration", model.minSeconds(), 5).orElse(5L);
        body.booleans(Set.of("parameters.prompt_extend", "parameters.watermark"));
        body.integer("parameters.seed", 0, Integer.MAX_VALUE);
        return new BilledOrder(
                taskId,
                operation(),
                submitPath(),
                Optional.of(name),
                resolution,
                Duration.ofSeconds(seconds),
                seconds == 5 ? price(name, resolution) : Optional.empty(),
                body.root());
    }

    @Override
    public ObjectNode accepted(TaskSnapshot task) {
        return PixazoWanResponses.accepted(task, "PENDING");
    }

    @Override
    public ObjectNode report(TaskSnapshot task) {
        return PixazoWanResponses.report(task, SIZES.getOrDefault(task.order().resolution(), ""));
    }

    private static Optional<Money> price(String model, String resolution) {
        return Optional.ofNullable(PRICES.get(model + " " + resolution)).map(Money::usd);
    }
}
