package io.github.reel4j.cli;

import io.github.reel4j.model.AnimateRequest;
import io.github.reel4j.model.AspectRatio;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.ImageToVideoRequest;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.RequestBuilder;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.model.SpeechToVideoRequest;
import io.github.reel4j.model.TextToVideoRequest;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code reel providers --compare}: an operation and the request to price. */
final class ComparisonOptions {

    @Option(
            names = "--compare",
            required = true,
            paramLabel = "OPERATION",
            description = "Show what every provider would charge for the same request, or why it would not take it:"
                    + " text-to-video, image-to-video, speech-to-video, animate or replace. Sends nothing and needs no"
                    + " key. The options below are those of an order. Without a prompt or a medium, sample values are"
                    + " used.")
    Operation operation = Operation.TEXT_TO_VIDEO;

    @Option(names = "--prompt", paramLabel = "TEXT", description = "What the video shows.")
    Optional<String> prompt = Optional.empty();

    @Option(names = "--negative-prompt", paramLabel = "TEXT", description = "What the video must not show.")
    Optional<String> negativePrompt = Optional.empty();

    @Option(names = "--image", paramLabel = "URL|FILE", description = "First frame, or the person in the picture.")
    Optional<String> image = Optional.empty();

    @Option(names = "--last-image", paramLabel = "URL|FILE", description = "Last frame.")
    Optional<String> lastImage = Optional.empty();

    @Option(names = "--audio", paramLabel = "URL|FILE", description = "Speech or music.")
    Optional<String> audio = Optional.empty();

    @Option(names = "--video", paramLabel = "URL|FILE", description = "Motion clip.")
    Optional<String> video = Optional.empty();

    @Option(names = "--resolution", paramLabel = "SIZE", description = "For example 720p or 832x480.")
    Optional<Resolution> resolution = Optional.empty();

    @Option(names = "--aspect-ratio", paramLabel = "RATIO", description = "For example 16:9.")
    Optional<AspectRatio> aspectRatio = Optional.empty();

    @Option(names = "--duration", paramLabel = "SECONDS", description = "Length of the video in seconds.")
    Optional<String> duration = Optional.empty();

    @Option(names = "--audio-seconds", paramLabel = "SECONDS", description = "Length of the audio; it is not sent.")
    Optional<String> audioSeconds = Optional.empty();

    @Option(names = "--motion-seconds", paramLabel = "SECONDS", description = "Length of the clip; it is not sent.")
    Optional<String> motionSeconds = Optional.empty();

    @Option(names = "--seed", paramLabel = "NUMBER", description = "Makes the result repeatable.")
    Optional<Long> seed = Optional.empty();

    @Option(names = "--guidance-scale", paramLabel = "NUMBER", description = "How closely to follow the prompt.")
    Optional<BigDecimal> guidanceScale = Optional.empty();

    @Option(names = "--steps", paramLabel = "NUMBER", description = "Number of inference steps.")
    Optional<Long> steps = Optional.empty();

    @Option(names = "--safety-checker", negatable = true, description = "Whether the vendor checks the content.")
    @Nullable
    Boolean safetyChecker;

    @Option(names = "--model", paramLabel = "NAME", description = "The vendor's name. Default: that of each vendor.")
    Optional<String> model = Optional.empty();

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "A parameter that only one vendor has.")
    Map<String, String> set = new LinkedHashMap<>();

    @Option(
            names = "--omit-if-unsupported",
            split = ",",
            paramLabel = "FIELD",
            description = "Fields that a model without them may leave out, for example seed,negative_prompt. Default:"
                    + " none, so that such a model does not take the request.")
    Set<String> omitIfUnsupported = new LinkedHashSet<>();

    @Option(
            names = "--allow-undocumented-values",
            description = "Allow values that the vendor's documentation does not list; their price is unknown.")
    boolean allowUndocumentedValues;

    /**
     * Returns the request to compare.
     *
     * @throws IllegalArgumentException if an option is invalid, or does not belong to the operation
     */
    GenerationRequest request() {
        List<String> foreign = foreignOptions();
        if (!foreign.isEmpty()) {
            throw new IllegalArgumentException(String.join(", ", foreign) + " is not an option of " + operation + ".");
        }
        return switch (operation) {
            case TEXT_TO_VIDEO -> text();
            case IMAGE_TO_VIDEO -> image();
            case SPEECH_TO_VIDEO -> speech();
            case ANIMATE, REPLACE -> animate();
        };
    }

    /** Returns the fields that have a sample value, because the user has set none. */
    Set<Field<?>> samples() {
        Set<Field<?>> samples = new LinkedHashSet<>();
        if (prompt.isEmpty() && !isAnimate()) {
            samples.add(Field.PROMPT);
        }
        if (image.isEmpty() && operation != Operation.TEXT_TO_VIDEO) {
            samples.add(Field.IMAGE);
        }
        if (audio.isEmpty() && operation == Operation.SPEECH_TO_VIDEO) {
            samples.add(Field.AUDIO);
        }
        if (video.isEmpty() && isAnimate()) {
            samples.add(Field.VIDEO);
        }
        return samples;
    }

    private GenerationRequest text() {
        return build(TextToVideoRequest.builder()
                .prompt(samplePrompt())
                .negativePrompt(negativePrompt)
                .duration(seconds("--duration", duration))
                .aspectRatio(aspectRatio));
    }

    private GenerationRequest image() {
        ImageToVideoRequest.Builder builder = ImageToVideoRequest.builder();
        setImage(builder::image, builder::image);
        lastImage.map(MediaArgument::new).ifPresent(each -> each.set(builder::lastImage, builder::lastImage));
        return build(builder.prompt(samplePrompt())
                .negativePrompt(negativePrompt)
                .duration(seconds("--duration", duration))
                .aspectRatio(aspectRatio));
    }

    private GenerationRequest speech() {
        SpeechToVideoRequest.Builder builder = SpeechToVideoRequest.builder();
        setImage(builder::image, builder::image);
        new MediaArgument(audio.orElse("https://example.com/voice.mp3")).set(builder::audio, builder::audio);
        return build(builder.prompt(samplePrompt())
                .negativePrompt(negativePrompt)
                .duration(seconds("--duration", duration))
                .audioLength(seconds("--audio-seconds", audioSeconds)));
    }

    private GenerationRequest animate() {
        AnimateRequest.Builder builder = AnimateRequest.builder();
        setImage(builder::image, builder::image);
        new MediaArgument(video.orElse("https://example.com/clip.mp4")).set(builder::video, builder::video);
        AnimateRequest.Behavior behavior =
                operation == Operation.REPLACE ? AnimateRequest.Behavior.REPLACE : AnimateRequest.Behavior.ANIMATE;
        return build(
                builder.behavior(behavior).prompt(prompt).motionLength(seconds("--motion-seconds", motionSeconds)));
    }

    private void setImage(Consumer<String> url, Consumer<Path> file) {
        new MediaArgument(image.orElse("https://example.com/image.png")).set(url, file);
    }

    private <B extends RequestBuilder<B>> GenerationRequest build(B builder) {
        return builder.model(model)
                .resolution(resolution)
                .seed(seed)
                .safetyChecker(Optional.ofNullable(safetyChecker))
                .guidanceScale(guidanceScale)
                .inferenceSteps(steps)
                .omitIfUnsupported(omitted())
                .options(set)
                .allowUndocumentedValues(allowUndocumentedValues)
                .build();
    }

    private String samplePrompt() {
        return prompt.orElse("A heron at dawn");
    }

    /** Returns the fields to leave out, among them a sample prompt, which the user did not ask for. */
    private Set<Field<?>> omitted() {
        Set<Field<?>> omitted = new LinkedHashSet<>();
        if (samples().contains(Field.PROMPT)) {
            omitted.add(Field.PROMPT);
        }
        omitted.addAll(FieldArguments.omitted(omitIfUnsupported));
        return omitted;
    }

    private List<String> foreignOptions() {
        Set<Operation> pictured = EnumSet.complementOf(EnumSet.of(Operation.TEXT_TO_VIDEO));
        Set<Operation> described = EnumSet.complementOf(EnumSet.of(Operation.ANIMATE, Operation.REPLACE));
        Set<Operation> shaped = EnumSet.of(Operation.TEXT_TO_VIDEO, Operation.IMAGE_TO_VIDEO);
        Set<Operation> animated = EnumSet.of(Operation.ANIMATE, Operation.REPLACE);
        List<String> foreign = new ArrayList<>();
        addForeign(foreign, "--negative-prompt", negativePrompt, described);
        addForeign(foreign, "--image", image, pictured);
        addForeign(foreign, "--last-image", lastImage, EnumSet.of(Operation.IMAGE_TO_VIDEO));
        addForeign(foreign, "--audio", audio, EnumSet.of(Operation.SPEECH_TO_VIDEO));
        addForeign(foreign, "--audio-seconds", audioSeconds, EnumSet.of(Operation.SPEECH_TO_VIDEO));
        addForeign(foreign, "--video", video, animated);
        addForeign(foreign, "--motion-seconds", motionSeconds, animated);
        addForeign(foreign, "--aspect-ratio", aspectRatio, shaped);
        addForeign(foreign, "--duration", duration, described);
        return foreign;
    }

    private void addForeign(List<String> foreign, String name, Optional<?> value, Set<Operation> operations) {
        if (value.isPresent() && !operations.contains(operation)) {
            foreign.add(name);
        }
    }

    private boolean isAnimate() {
        return operation == Operation.ANIMATE || operation == Operation.REPLACE;
    }

    private static Optional<Duration> seconds(String option, Optional<String> text) {
        return text.map(given -> FieldArguments.value(option, Field.DURATION, given));
    }
}
