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

/** {@code reel speech}. */
@Command(name = "speech", description = "Orders a video in which a pictured person speaks or sings.")
final class SpeechCommand extends OrderCommand {

    @Parameters(paramLabel = "PROMPT", description = "Style and content.")
    String prompt = "";

    @Option(names = "--image", required = true, paramLabel = "URL", description = "Address of the person's picture.")
    String image = "";

    @Option(names = "--audio", required = true, paramLabel = "URL", description = "Address of the speech or music.")
    String audio = "";

    @Option(names = "--negative-prompt", paramLabel = "TEXT", description = "What is not to be seen.")
    Optional<String> negativePrompt = Optional.empty();

    @Option(names = "--steps", paramLabel = "NUMBER", description = "Inference steps.")
    Optional<String> steps = Optional.empty();

    @Option(names = "--guidance-scale", paramLabel = "NUMBER", description = "How closely the prompt is followed.")
    Optional<String> guidanceScale = Optional.empty();

    @Option(names = "--shift", paramLabel = "NUMBER", description = "Shift of the noise schedule.")
    Optional<String> shift = Optional.empty();

    @Option(names = "--quality", paramLabel = "WORD", description = "Quality of the encoded video.")
    Optional<String> quality = Optional.empty();

    @Option(
            names = "--write-mode",
            paramLabel = "WORD",
            description = "How the video is encoded: for speed or for size.")
    Optional<String> writeMode = Optional.empty();

    @Option(names = "--safety-checker", negatable = true, description = "Whether the vendor checks the content.")
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
        return SpeechToVideoRequest.builder()
                .image(image)
                .audio(audio)
                .prompt(prompt)
                .negativePrompt(negativePrompt)
                .model(model)
                .resolution(resolution)
                .seed(seed)
                .options(options(named))
                .allowUndocumentedValues(order.allowUndocumentedValues)
                .build();
    }
}
