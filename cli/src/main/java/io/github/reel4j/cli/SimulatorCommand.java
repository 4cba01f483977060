package io.github.reel4j.cli;

import io.github.reel4j.spi.VendorSimulator;
import io.github.reel4j.spi.VendorSimulatorFactory;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code reel simulator}. */
@Command(
        name = "simulator",
        description = {
            "Runs a simulator of a vendor on this machine until Ctrl-C.",
            "Prints its address; orders placed there are billed to nobody."
        })
final class SimulatorCommand implements Callable<Integer> {

    private static final String DEFAULT_PORT = "pixazo";
    private static final int LAST_PORT = 65_535;

    private final CliContext context;

    @Option(
            names = "--vendor",
            paramLabel = "ID",
            description = "Whose simulator; " + DEFAULT_PORT + " if it is there.")
    Optional<String> vendor = Optional.empty();

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "0",
            description = "1 to 65535; 0 for any free port, the default.")
    int port;

    SimulatorCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (port < 0 || port > LAST_PORT) {
            throw new CliException(ExitCodes.USAGE, "--port " + port + " is not a port. Allowed: 0 to 65535.");
        }
        Simulators simulators = Simulators.find();
        VendorSimulatorFactory factory =
                vendor.map(simulators::named).orElseGet(() -> simulators.defaultFor(DEFAULT_PORT));
        try (VendorSimulator simulator = start(factory)) {
            String prefix = ClientFactory.variable(factory.id().value());
            context.terminal().data(simulator.baseUrl().toString());
            context.terminal().note("The " + factory.id() + " simulator runs until Ctrl-C. In another shell:");
            context.terminal()
                    .note("  export " + prefix + "_BASE_URL=" + simulator.baseUrl() + " " + prefix
                            + "_API_KEY=anything");
            context.terminal().note("Orders there need --yes where there is no terminal: reel takes it for a vendor.");
            if (context.terminal().isDataLost()) {
                return ExitCodes.OTHER;
            }
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ExitCodes.INTERRUPTED;
    }

    private VendorSimulator start(VendorSimulatorFactory factory) {
        try {
            return factory.start(port);
        } catch (UncheckedIOException e) {
            throw new CliException(
                    ExitCodes.USAGE,
                    "port " + port + " cannot be had; something else listens there. Choose another --port.");
        }
    }
}
