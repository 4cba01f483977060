package io.github.reel4j.cli;

import io.github.reel4j.model.Field;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.TextToVideoRequest;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code reel text}: orders a video from a text. */
@Command(name = "text", description = "Orders a video from a text prompt.")
final class TextToVideoCommand extends OrderCommand {

    @Parameters(paramLabel = "PROMPT", description = "What the video shows.")
    String prompt = "";

    @Option(
            names = "--negative-prompt",
            paramLabel = "TEXT",
            description = "What the video must not show. Default: nothing excluded.")
    Optional<String> negativePrompt = Optional.empty();

    @Option(
            names = "--duration",
            paramLabel = "SECONDS",
            description = "Length of the video in seconds. 'reel providers' lists the default and the allowed values of"
                    + " each model.")
    Optional<String> duration = Optional.empty();

    @Option(
            names = "--aspect-ratio",
            paramLabel = "W:H",
            description = "For example 16:9. 'reel providers' lists the default and the allowed values of each model.")
    Optional<String> aspectRatio = Optional.empty();

    TextToVideoCommand(CliContext context) {
        super(context);
    }

    @Override
    GenerationRequest request() {
        return build(
                TextToVideoRequest.builder()
                        .prompt(prompt)
                        .negativePrompt(negativePrompt)
                        .duration(duration.map(text -> parse("--duration", Field.DURATION, text)))
                        .aspectRatio(aspectRatio.map(text -> parse("--aspect-ratio", Field.ASPECT_RATIO, text))),
                Map.of());
    }
}
