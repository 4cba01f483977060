package io.github.reel4j.cli;

import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.Resolution;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that places an order. */
abstract class OrderCommand implements Callable<Integer> {

    private final CliContext context;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    OrderOptions order = new OrderOptions();

    @Option(
            names = "--resolution",
            paramLabel = "SIZE",
            description = "For example 720p or 832x480; 'reel providers' lists what each model offers.")
    Optional<Resolution> resolution = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            description = "Makes the result repeatable, where the model takes one.")
    Optional<Long> seed = Optional.empty();

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "The vendor's name of a model; the recommended one if not set.")
    Optional<String> model = Optional.empty();

    OrderCommand(CliContext context) {
        this.context = context;
    }

    /** What the arguments order. */
    abstract GenerationRequest request();

    @Override
    public Integer call() {
        order.callbackViolation().ifPresent(violation -> {
            throw new ParameterException(spec.commandLine(), violation);
        });
        GenerationRequest request = request();
        return order.dryRun ? new DryRun(context, order).show(request) : new OrderFlow(context, order).place(request);
    }

    /** The vendor's own parameters: those of {@code --set}, and those that have an option of their own. */
    final Map<String, String> options(Map<String, Optional<?>> named) {
        Map<String, String> all = new LinkedHashMap<>(order.set);
        named.forEach((name, value) -> value.ifPresent(present -> all.put(name, present.toString())));
        return all;
    }
}
