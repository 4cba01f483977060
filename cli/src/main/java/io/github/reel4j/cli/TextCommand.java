package io.github.reel4j.cli;

import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.TextToVideoRequest;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code reel text}. */
@Command(name = "text", description = "Orders a video from a text prompt.")
final class TextCommand extends OrderCommand {

    @Parameters(paramLabel = "PROMPT", description = "What the video shows.")
    String prompt = "";

    @Option(
            names = "--negative-prompt",
            paramLabel = "TEXT",
            description = "What the video must not show. Default: nothing excluded.")
    Optional<String> negativePrompt = Optional.empty();

    TextCommand(CliContext context) {
        super(context);
    }

    @Override
    GenerationRequest request() {
        return TextToVideoRequest.builder()
                .prompt(prompt)
                .negativePrompt(negativePrompt)
                .model(model)
                .resolution(resolution)
                .seed(seed)
                .options(options(Map.of()))
                .allowUndocumentedValues(order.allowUndocumentedValues)
                .build();
    }
}
