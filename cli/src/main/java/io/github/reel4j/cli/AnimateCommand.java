package io.github.reel4j.cli;

import io.github.reel4j.model.AnimateRequest;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.GenerationRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code reel animate}. */
@Command(
        name = "animate",
        description = "Orders a video in which a pictured character follows a clip, or replaces the person in it.")
final class AnimateCommand extends OrderCommand {

    @Option(names = "--image", required = true, paramLabel = "URL", description = "Address of the character's picture.")
    String image = "";

    @Option(names = "--video", required = true, paramLabel = "URL", description = "Address of the motion clip.")
    String video = "";

    @Option(
            names = "--behavior",
            paramLabel = "WORD",
            defaultValue = "animate",
            description =
                    "animate: moves as the person in the clip; replace: takes its place. Default: ${DEFAULT-VALUE}.")
    AnimateRequest.Behavior behavior = AnimateRequest.Behavior.ANIMATE;

    @Option(names = "--prompt", paramLabel = "TEXT", description = "What is to be seen.")
    Optional<String> prompt = Optional.empty();

    @Option(
            names = "--motion-seconds",
            paramLabel = "SECONDS",
            description = "Length of the motion clip, for the estimate; it is not sent.")
    Optional<String> motionSeconds = Optional.empty();

    AnimateCommand(CliContext context) {
        super(context);
    }

    @Override
    GenerationRequest request() {
        return AnimateRequest.builder()
                .behavior(behavior)
                .image(image)
                .video(video)
                .prompt(prompt)
                .motionLength(motionSeconds.map(this::seconds))
                .model(model)
                .resolution(resolution)
                .seed(seed)
                .options(options(Map.of()))
                .allowUndocumentedValues(order.allowUndocumentedValues)
                .build();
    }

    private Duration seconds(String text) {
        try {
            Duration length = Field.MOTION_LENGTH.parse(text);
            if (!length.isNegative() && !length.isZero()) {
                return length;
            }
        } catch (IllegalArgumentException e) {
            // told below, together with numbers that are no lengths
        }
        throw new ParameterException(
                spec.commandLine(), "--motion-seconds: '" + text + "' is not a number of seconds above 0.");
    }
}
