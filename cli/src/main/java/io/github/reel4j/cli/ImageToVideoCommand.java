package io.github.reel4j.cli;

import io.github.reel4j.model.Field;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.ImageToVideoRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code reel image}: orders a video that starts with an image. */
@Command(name = "image", description = "Orders a video that starts with a given image.")
final class ImageToVideoCommand extends OrderCommand {

    @Parameters(paramLabel = "URL|FILE", description = "URL or local file of the first frame.")
    String image = "";

    @Option(
            names = "--last-image",
            paramLabel = "URL|FILE",
            description = "URL or local file of the last frame. Default: the vendor invents the end.")
    Optional<String> lastImage = Optional.empty();

    @Option(names = "--prompt", paramLabel = "TEXT", description = "What happens in the video. Default: no prompt.")
    Optional<String> prompt = Optional.empty();

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

    @Option(
            names = "--prompt-extend",
            negatable = true,
            description = "Whether the vendor rewrites the prompt. Default: that of the model.")
    @Nullable
    Boolean promptExtend;

    @Option(
            names = "--watermark",
            negatable = true,
            description = "Whether the vendor adds a watermark to the video. Default: that of the model.")
    @Nullable
    Boolean watermark;

    ImageToVideoCommand(CliContext context) {
        super(context);
    }

    @Override
    GenerationRequest request() {
        Map<String, Optional<?>> named = new LinkedHashMap<>();
        named.put("prompt_extend", Optional.ofNullable(promptExtend));
        named.put("watermark", Optional.ofNullable(watermark));
        ImageToVideoRequest.Builder builder = ImageToVideoRequest.builder();
        new MediaArgument(image).set(builder::image, builder::image);
        lastImage.ifPresent(last -> new MediaArgument(last).set(builder::lastImage, builder::lastImage));
        return build(
                builder.prompt(prompt)
                        .negativePrompt(negativePrompt)
                        .duration(duration.map(text -> parse("--duration", Field.DURATION, text)))
                        .aspectRatio(aspectRatio.map(text -> parse("--aspect-ratio", Field.ASPECT_RATIO, text))),
                named);
    }
}
