package io.github.reel4j.cli;

import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.SpeechToVideoRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code reel speech}. */
@Command(name = "speech", description = "Orders a video in which the person of a picture speaks or sings.")
final class SpeechCommand extends OrderCommand {

    private static final String DEFAULT = " 'reel providers' lists the default and the allowed values.";

    @Parameters(paramLabel = "PROMPT", description = "Style and content of the video.")
    String prompt = "";

    @Option(
            names = "--image",
            required = true,
            paramLabel = "URL|FILE",
            description = "URL or local file of the person's picture. Required.")
    String image = "";

    @Option(
            names = "--audio",
            required = true,
            paramLabel = "URL|FILE",
            description = "URL or local file of the speech or music. Required.")
    String audio = "";

    @Option(
            names = "--negative-prompt",
            paramLabel = "TEXT",
            description = "What the video must not show. Default: nothing excluded.")
    Optional<String> negativePrompt = Optional.empty();

    @Option(names = "--steps", paramLabel = "NUMBER", description = "Number of inference steps." + DEFAULT)
    Optional<String> steps = Optional.empty();

    @Option(
            names = "--guidance-scale",
            paramLabel = "NUMBER",
            description = "How closely the video follows the prompt." + DEFAULT)
    Optional<String> guidanceScale = Optional.empty();

    @Option(names = "--shift", paramLabel = "NUMBER", description = "Shift of the noise schedule." + DEFAULT)
    Optional<String> shift = Optional.empty();

    @Option(names = "--quality", paramLabel = "QUALITY", description = "Quality of the encoded video." + DEFAULT)
    Optional<String> quality = Optional.empty();

    @Option(
            names = "--write-mode",
            paramLabel = "MODE",
            description = "Whether the video is encoded for speed or for size." + DEFAULT)
    Optional<String> writeMode = Optional.empty();

    @Option(
            names = "--safety-checker",
            negatable = true,
            description = "Whether the vendor checks the content. Default: that of the model.")
    @Nullable
    Boolean safetyChecker;

    SpeechCommand(CliContext context) {
        super(context);
    }

    @Override
    GenerationRequest request() {
        Map<String, Optional<?>> named = new LinkedHashMap<>();
        named.put("num_inference_steps", steps);
        named.put("guidance_scale", guidanceScale);
        named.put("shift", shift);
        named.put("video_quality", quality);
        named.put("video_write_mode", writeMode);
        named.put("enable_safety_checker", Optional.ofNullable(safetyChecker));
        SpeechToVideoRequest.Builder builder = SpeechToVideoRequest.builder();
        new MediaArgument(image).set(builder::image, builder::image);
        new MediaArgument(audio).set(builder::audio, builder::audio);
        return builder.prompt(prompt)
                .negativePrompt(negativePrompt)
                .model(model)
                .resolution(resolution)
                .seed(seed)
                .options(options(named))
                .allowUndocumentedValues(order.allowUndocumentedValues)
                .build();
    }
}
