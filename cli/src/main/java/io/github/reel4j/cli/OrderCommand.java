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

    /** Returns the vendor's own parameters: those of {@code --set} and the {@code named} ones that have a value. */
    final Map<String, String> options(Map<String, Optional<?>> named) {
        Map<String, String> all = new LinkedHashMap<>(order.set);
        named.forEach((name, value) -> value.ifPresent(present -> all.put(name, present.toString())));
        return all;
    }
}
