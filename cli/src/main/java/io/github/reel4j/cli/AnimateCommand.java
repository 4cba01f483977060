package io.github.reel4j.cli;

import io.github.reel4j.model.AnimateRequest;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.GenerationRequest;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The command {@code reel animate}: orders a video in which the character of a picture moves like the person in a clip,
 * or replaces that person.
 */
@Command(
        name = "animate",
        description = "Orders a video in which the character of a picture moves like the person in a clip, or replaces"
                + " that person.")
final class AnimateCommand extends OrderCommand {

    @Option(
            names = "--image",
            required = true,
            paramLabel = "URL|FILE",
            description = "URL or local file of the character's picture. Required.")
    String image = "";

    @Option(
            names = "--video",
            required = true,
            paramLabel = "URL|FILE",
            description = "URL or local file of the motion clip. Required.")
    String video = "";

    @Option(
            names = "--behavior",
            paramLabel = "MODE",
            defaultValue = "animate",
            description = "animate: the character moves like the person in the clip. replace: the character replaces"
                    + " that person. Default: ${DEFAULT-VALUE}.")
    AnimateRequest.Behavior behavior = AnimateRequest.Behavior.ANIMATE;

    @Option(names = "--prompt", paramLabel = "TEXT", description = "What the video shows. Default: no prompt.")
    Optional<String> prompt = Optional.empty();

    @Option(
            names = "--motion-seconds",
            paramLabel = "SECONDS",
            description = "Length of the motion clip in seconds, above 0, for the price estimate; it is not sent."
                    + " Default: unknown, so the estimate is a range.")
    Optional<String> motionSeconds = Optional.empty();

    AnimateCommand(CliContext context) {
        super(context);
    }

    @Override
    GenerationRequest request() {
        AnimateRequest.Builder builder = AnimateRequest.builder();
        new MediaArgument(image).set(builder::image, builder::image);
        new MediaArgument(video).set(builder::video, builder::video);
        return build(
                builder.behavior(behavior)
                        .prompt(prompt)
                        .motionLength(motionSeconds.map(text -> length("--motion-seconds", Field.MOTION_LENGTH, text))),
                Map.of());
    }
}
