package io.github.reel4j.cli;

import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code reel simulator}: runs a local simulator of a vendor until it is stopped. */
@Command(
        name = "simulator",
        description = {
            "Runs a simulator of a vendor on this machine until Ctrl-C.",
            "Prints its URL. Its orders cost nothing."
        })
final class SimulatorCommand implements Callable<Integer> {

    static final String DEFAULT_VENDOR = "pixazo";

    private final CliContext context;

    @Option(
            names = "--vendor",
            paramLabel = "ID",
            description = "Vendor to simulate. Default: " + DEFAULT_VENDOR
                    + " if its simulator is installed, or else the only simulator.")
    Optional<String> vendor = Optional.empty();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Port on 127.0.0.1, 1 to 65535, or 0 for any free port. Default: ${DEFAULT-VALUE}.")
    int port;

    SimulatorCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        OrderOptions.portViolation("--port", Optional.of(port)).ifPresent(violation -> {
            throw new CliException(ExitCodes.USAGE, violation);
        });
        SimulatorRegistry simulators = SimulatorRegistry.find();
        String chosen = vendor.orElseGet(() -> simulators.defaultVendor(DEFAULT_VENDOR));
        try (RunningSimulators simulator = start(simulators, chosen)) {
            String prefix = ClientFactory.variablePrefix(chosen);
            context.terminal().data(simulator.baseUrls());
            context.terminal().note("The " + chosen + " simulator runs until Ctrl-C. To use it, run in another shell:");
            context.terminal()
                    .note("  export " + prefix + "_BASE_URL=" + simulator.baseUrls() + " " + prefix
                            + "_API_KEY=anything");
            context.terminal()
                    .note("reel treats this simulator like a vendor: without a terminal, orders need --yes or"
                            + " --max-price.");
            if (context.terminal().isDataLost()) {
                return ExitCodes.OTHER;
            }
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ExitCodes.INTERRUPTED;
    }

    private RunningSimulators start(SimulatorRegistry simulators, String chosen) {
        try {
            return RunningSimulators.of(simulators, chosen, port);
        } catch (UncheckedIOException e) {
            throw new CliException(
                    ExitCodes.USAGE,
                    "--port: port " + port + " cannot be opened; another program may use it. Choose another port.");
        }
    }
}
