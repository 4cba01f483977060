package io.github.reel4j.cli;

import io.github.reel4j.model.Field;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.SpeechToVideoRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code reel speech}: orders a video of a person who speaks. */
@Command(name = "speech", description = "Orders a video in which the person of a picture speaks or sings.")
final class SpeechToVideoCommand extends OrderCommand {

    private static final String DEFAULT = " 'reel providers' lists the default and the allowed values.";

    @Parameters(
            paramLabel = "PROMPT",
            arity = "0..1",
            description = "Style and content of the video. Some models require it, others have no such field.")
    Optional<String> prompt = Optional.empty();

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

    @Option(
            names = "--duration",
            paramLabel = "SECONDS",
            description = "Length of the video in seconds. 'reel providers' lists the default and the allowed values of"
                    + " each model.")
    Optional<String> duration = Optional.empty();

    @Option(
            names = "--audio-seconds",
            paramLabel = "SECONDS",
            description = "Length of the recording in seconds, above 0, for the price estimate; it is not sent."
                    + " Default: unknown, so an estimate by length is a range.")
    Optional<String> audioSeconds = Optional.empty();

    @Option(names = "--shift", paramLabel = "NUMBER", description = "Shift of the noise schedule." + DEFAULT)
    Optional<String> shift = Optional.empty();

    @Option(names = "--quality", paramLabel = "QUALITY", description = "Quality of the encoded video." + DEFAULT)
    Optional<String> quality = Optional.empty();

    @Option(
            names = "--write-mode",
            paramLabel = "MODE",
            description = "Whether the video is encoded for speed or for size." + DEFAULT)
    Optional<String> writeMode = Optional.empty();

    SpeechToVideoCommand(CliContext context) {
        super(context);
    }

    @Override
    GenerationRequest request() {
        Map<String, Optional<?>> named = new LinkedHashMap<>();
        named.put("shift", shift);
        named.put("video_quality", quality);
        named.put("video_write_mode", writeMode);
        SpeechToVideoRequest.Builder builder = SpeechToVideoRequest.builder();
        new MediaArgument(image).set(builder::image, builder::image);
        new MediaArgument(audio).set(builder::audio, builder::audio);
        return build(
                builder.prompt(prompt)
                        .negativePrompt(negativePrompt)
                        .duration(duration.map(text -> parse("--duration", Field.DURATION, text)))
                        .audioLength(audioSeconds.map(text -> length("--audio-seconds", Field.AUDIO_LENGTH, text))),
                named);
    }
}
