package io.github.reel4j.testkit.simulator.fal;

import io.github.reel4j.model.Money;
import io.github.reel4j.testkit.simulator.BilledOrder;
import io.github.reel4j.testkit.simulator.JsonBodyValidator;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks the JSON input of orders for fal's Wan 2.2 models against the types of fal's official client. */
final class FalInput {

    private static final List<String> RESOLUTIONS = List.of("480p", "580p", "720p");
    private static final Map<String, String> PER_SECOND = Map.of("480p", "0.04", "580p", "0.06", "720p", "0.08");
    private static final Map<String, String> PER_TURBO_VIDEO = Map.of("480p", "0.05", "580p", "0.075", "720p", "0.10");
    private static final int BILLED_RATE = 16;

    private final String model;
    private final JsonBodyValidator body;

    private FalInput(String model, JsonBodyValidator body) {
        this.model = model;
        this.body = body;
    }

    /** Validates an order, and returns what it bills. The violation, if there is one, is in {@code body}. */
    static BilledOrder check(String taskId, String path, JsonBodyValidator body) {
        String model = path.replaceFirst("^/fal-ai/wan/", "");
        return new FalInput(model, body).order(taskId, path);
    }

    private BilledOrder order(String taskId, String path) {
        return switch (model) {
            case "v2.2-a14b/text-to-video" -> a14b(taskId, path, "t2v", false);
            case "v2.2-a14b/image-to-video" -> a14b(taskId, path, "i2v", true);
            case "v2.2-a14b/text-to-video/turbo" -> turbo(taskId, path, "t2v", false);
            case "v2.2-a14b/image-to-video/turbo" -> turbo(taskId, path, "i2v", true);
            case "v2.2-14b/speech-to-video" -> speech(taskId, path);
            case "v2.2-14b/animate/move" -> animate(taskId, path, "move");
            case "v2.2-14b/animate/replace" -> animate(taskId, path, "replace");
            default -> billed(taskId, path, "unknown", "", Duration.ZERO, Optional.empty());
        };
    }

    private BilledOrder a14b(String taskId, String path, String operation, boolean fromImage) {
        body.requiredText("prompt");
        body.text("negative_prompt");
        images(fromImage);
        String resolution = resolution("720p");
        ratio(fromImage);
        long frames = body.integer("num_frames", 17, 161).orElse(81L);
        long rate = rate();
        sampling();
        body.number("guidance_scale_2", 1, 10);
        body.oneOf("acceleration", List.of("none", "regular"));
        body.oneOf("interpolator_model", List.of("none", "film", "rife"));
        body.integer("num_interpolated_frames", 0, 4);
        body.booleans(Set.of("enable_prompt_expansion", "adjust_fps_for_interpolation"));
        shared();
        return billed(taskId, path, operation, resolution, length(frames, rate), perSecond(resolution, frames));
    }

    private BilledOrder turbo(String taskId, String path, String operation, boolean fromImage) {
        body.requiredText("prompt");
        images(fromImage);
        String resolution = resolution("720p");
        ratio(fromImage);
        body.oneOf("acceleration", List.of("none", "regular"));
        body.booleans(Set.of("enable_prompt_expansion"));
        shared();
        Optional<Money> price =
                Optional.ofNullable(PER_TURBO_VIDEO.get(resolution)).map(Money::usd);
        return billed(taskId, path, operation, resolution, length(81, BILLED_RATE), price);
    }

    private BilledOrder speech(String taskId, String path) {
        body.requiredText("prompt");
        body.text("negative_prompt");
        media("image_url");
        media("audio_url");
        String resolution = resolution("480p");
        long frames = body.integer("num_frames", 40, 120).orElse(80L);
        body.check(frames % 4 == 0, "num_frames must be a multiple of 4");
        long rate = rate();
        sampling();
        shared();
        return billed(taskId, path, "s2v", resolution, length(frames, rate), Optional.empty());
    }

    private BilledOrder animate(String taskId, String path, String operation) {
        media("video_url");
        media("image_url");
        String resolution = resolution("480p");
        sampling();
        body.booleans(Set.of("use_turbo", "return_frames_zip"));
        shared();
        return billed(taskId, path, operation, resolution, Duration.ofSeconds(5), Optional.empty());
    }

    private void images(boolean fromImage) {
        if (fromImage) {
            media("image_url");
            body.text("end_image_url").ifPresent(url -> body.check(isMedia(url), "end_image_url must be a URL"));
        }
    }

    private String resolution(String fallback) {
        return body.oneOf("resolution", RESOLUTIONS).orElse(fallback);
    }

    private void ratio(boolean fromImage) {
        body.oneOf("aspect_ratio", fromImage ? List.of("auto", "16:9", "9:16", "1:1") : List.of("16:9", "9:16", "1:1"));
    }

    private long rate() {
        return body.integer("frames_per_second", 4, 60).orElse((long) BILLED_RATE);
    }

    private void sampling() {
        body.integer("num_inference_steps", 2, 40);
        body.number("guidance_scale", 1, 10);
        body.number("shift", 1, 10);
    }

    private void shared() {
        body.integer("seed");
        body.booleans(Set.of("enable_safety_checker", "enable_output_safety_checker"));
        body.oneOf("video_quality", List.of("low", "medium", "high", "maximum"));
        body.oneOf("video_write_mode", List.of("fast", "balanced", "small"));
    }

    private void media(String name) {
        body.check(isMedia(body.requiredText(name)), name + " must be a URL");
    }

    private static boolean isMedia(String url) {
        return url.matches("(https?://|data:)\\S+");
    }

    private static Duration length(long frames, long rate) {
        return Duration.ofMillis(frames * 1000 / Math.max(rate, 1));
    }

    private static Optional<Money> perSecond(String resolution, long frames) {
        BigDecimal seconds = BigDecimal.valueOf(frames).divide(BigDecimal.valueOf(BILLED_RATE));
        return Optional.ofNullable(PER_SECOND.get(resolution))
                .map(rate -> Money.usd(rate).times(seconds));
    }

    private BilledOrder billed(
            String taskId, String path, String operation, String resolution, Duration length, Optional<Money> price) {
        return new BilledOrder(taskId, operation, path, Optional.of(model), resolution, length, price, body.root());
    }
}
