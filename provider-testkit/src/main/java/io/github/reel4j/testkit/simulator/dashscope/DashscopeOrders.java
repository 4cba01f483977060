package io.github.reel4j.testkit.simulator.dashscope;

import io.github.reel4j.testkit.simulator.BilledOrder;
import io.github.reel4j.testkit.simulator.JsonBodyValidator;
import io.github.reel4j.testkit.simulator.dashscope.DashscopeModel.Family;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Validates the fields of an order, as far as the vendor is assumed to do so before it accepts the order. */
final class DashscopeOrders {

    /** The billed length of the vendor's example: 10.23 s at 480P cost 5.115 CNY. */
    private static final Duration SPEECH = Duration.ofMillis(10_230);

    private static final Duration MOTION = Duration.ofMillis(5_200);

    private DashscopeOrders() {}

    /** Returns the order. It is meaningful only if {@code body} has no problem afterwards. */
    static BilledOrder check(String name, DashscopeModel model, String path, JsonBodyValidator body, boolean priced) {
        checkInput(model, body);
        String size = checkParameters(name, model, body);
        Duration length = length(name, model, body);
        return new BilledOrder(
                UUID.randomUUID().toString(),
                name.contains("animate-mix") ? "replace" : model.family().name().toLowerCase(Locale.ROOT),
                path,
                Optional.of(name),
                size,
                length,
                priced ? model.price(size, length) : Optional.empty(),
                body.root());
    }

    private static void checkInput(DashscopeModel model, JsonBodyValidator body) {
        switch (model.family()) {
            case TEXT -> body.check(body.text("input.prompt").isPresent(), "input.prompt is required");
            case IMAGE -> {
                media(body, "input.img_url", true);
                body.text("input.template");
            }
            case FRAMES -> {
                media(body, "input.first_frame_url", true);
                media(body, "input.last_frame_url", false);
            }
            case SPEECH -> {
                media(body, "input.image_url", true);
                media(body, "input.audio_url", true);
            }
            case ANIMATE -> {
                media(body, "input.image_url", true);
                media(body, "input.video_url", true);
                body.booleans(Set.of("input.watermark"));
            }
        }
        if (hasPrompt(model)) {
            body.text("input.prompt"); // a longer text than allowed is cut
            body.text("input.negative_prompt");
            body.booleans(Set.of("input.extend_prompt")); // the official client always sends it
            if (model.seconds().contains(10)) {
                media(body, "input.audio_url", false);
            }
        }
    }

    private static String checkParameters(String name, DashscopeModel model, JsonBodyValidator body) {
        String field = switch (model.family()) {
            case TEXT -> "parameters.size";
            case ANIMATE -> "parameters.mode";
            default -> "parameters.resolution";
        };
        Optional<String> size = body.text(field);
        body.check(model.family() != Family.ANIMATE || size.isPresent(), "parameters.mode is required");
        size.ifPresent(value -> body.check(
                model.sizes().contains(value), "The size is not match " + value + ": " + name + " " + model.sizes()));
        if (hasPrompt(model)) {
            body.integer("parameters.seed", 0, Integer.MAX_VALUE);
            // the official client always sends with_audio
            body.booleans(Set.of("parameters.prompt_extend", "parameters.watermark", "parameters.with_audio"));
        }
        if (model.family() == Family.ANIMATE) {
            body.booleans(Set.of("parameters.check_image"));
        }
        return size.orElse(model.sizes().get(0));
    }

    private static Duration length(String name, DashscopeModel model, JsonBodyValidator body) {
        if (model.family() == Family.SPEECH) {
            return SPEECH;
        }
        if (model.family() == Family.ANIMATE) {
            return MOTION;
        }
        int seconds = body.integer("parameters.duration").orElse(5L).intValue();
        body.check(model.seconds().contains(seconds), "duration of " + name + " must be one of " + model.seconds());
        return Duration.ofSeconds(seconds);
    }

    static boolean hasPrompt(DashscopeModel model) {
        return model.family() != Family.SPEECH && model.family() != Family.ANIMATE;
    }

    /** Returns whether an input is an uploaded file. */
    static boolean usesUpload(JsonBodyValidator body) {
        return body.root().path("input").toString().contains("\"oss://");
    }

    private static void media(JsonBodyValidator body, String name, boolean required) {
        Optional<String> url = body.text(name);
        body.check(!required || url.isPresent(), name + " is required");
        url.ifPresent(value -> body.check(
                List.of("http://", "https://", "oss://", "data:image/").stream().anyMatch(value::startsWith),
                name + " must be a URL"));
    }

    /** Returns the billed seconds as a number of JSON. */
    static BigDecimal seconds(BilledOrder order) {
        return BigDecimal.valueOf(order.length().toMillis(), 3).stripTrailingZeros();
    }
}
