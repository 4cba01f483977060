package io.github.reel4j.cli;

import io.github.reel4j.model.Field;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.RequestBuilder;
import io.github.reel4j.model.Resolution;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The superclass of the commands that order a video, one for each operation. It has the options of all operations, and
 * orders the request that the subclass returns.
 */
abstract class OrderCommand implements Callable<Integer> {

    private final CliContext context;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    OrderOptions order = new OrderOptions();

    @Option(
            names = "--resolution",
            paramLabel = "SIZE",
            description = "For example 720p or 832x480. 'reel providers' lists the default and the allowed values of"
                    + " each model.")
    Optional<Resolution> resolution = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            description = "A whole number that makes the result repeatable, if the model supports it. Default: chosen"
                    + " by the vendor.")
    Optional<Long> seed = Optional.empty();

    @Option(
            names = "--steps",
            paramLabel = "NUMBER",
            description = "Number of inference steps, if the model has this parameter. Default: that of the model.")
    Optional<Long> steps = Optional.empty();

    @Option(
            names = "--guidance-scale",
            paramLabel = "NUMBER",
            description = "How closely the video follows the prompt, if the model has this parameter. Default: that of"
                    + " the model.")
    Optional<String> guidanceScale = Optional.empty();

    @Option(
            names = "--safety-checker",
            negatable = true,
            description = "Whether the vendor checks the content, if the model has this parameter. Default: that of the"
                    + " model.")
    @Nullable
    Boolean safetyChecker;

    @Option(
            names = "--omit-if-unsupported",
            paramLabel = "FIELD[,FIELD...]",
            split = ",",
            description = "Leave these values out of the order if the model has no such field, for example"
                    + " prompt,seed. Default: such a value is an error.")
    List<String> omitIfUnsupported = List.of();

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "The vendor's name of the model. Default: the model that 'reel providers' marks with *.")
    Optional<String> model = Optional.empty();

    OrderCommand(CliContext context) {
        this.context = context;
    }

    /** Returns the request that the arguments describe. */
    abstract GenerationRequest request();

    @Override
    public Integer call() {
        order.callbackViolation().or(order::spendViolation).ifPresent(violation -> {
            throw new ParameterException(spec.commandLine(), violation);
        });
        GenerationRequest request = request();
        CliContext configured = order.tls.applyTo(context);
        return order.dryRun
                ? new DryRun(configured, order).show(request)
                : new OrderFlow(configured, order).place(request);
    }

    /**
     * Sets what requests of all operations have.
     *
     * @param named values of the vendor's own parameters that have an option, by the name of the parameter
     */
    final <B extends RequestBuilder<B>> GenerationRequest build(B builder, Map<String, Optional<?>> named) {
        return builder.model(model)
                .resolution(resolution)
                .seed(seed)
                .inferenceSteps(steps)
                .guidanceScale(guidanceScale.map(text -> parse("--guidance-scale", Field.GUIDANCE_SCALE, text)))
                .safetyChecker(Optional.ofNullable(safetyChecker))
                .omitIfUnsupported(checked(() -> FieldArguments.omitted(omitIfUnsupported)))
                .options(options(named))
                .allowUndocumentedValues(order.allowUndocumentedValues)
                .build();
    }

    /**
     * Parses the value of an option.
     *
     * @throws ParameterException if it is not a value of the field
     */
    final <T> T parse(String option, Field<T> field, String text) {
        return checked(() -> FieldArguments.value(option, field, text));
    }

    private <T> T checked(Supplier<T> arguments) {
        try {
            return arguments.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Parses the length of a recording or a clip.
     *
     * @throws ParameterException if it is not above 0
     */
    final Duration length(String option, Field<Duration> field, String text) {
        try {
            Duration length = field.parse(text);
            if (!length.isNegative() && !length.isZero()) {
                return length;
            }
        } catch (IllegalArgumentException e) {
            // reported below, like numbers that are not above 0
        }
        throw new ParameterException(
                spec.commandLine(),
                option + ": '" + text + "' is invalid. Allowed: a number of seconds above 0, for example 7.5.");
    }

    /** Returns the vendor's own parameters: those of {@code --set} and the {@code named} ones that have a value. */
    private Map<String, String> options(Map<String, Optional<?>> named) {
        Map<String, String> all = new LinkedHashMap<>(order.set);
        named.forEach((name, value) -> value.ifPresent(present -> all.put(name, present.toString())));
        return all;
    }
}
