package io.github.reel4j.cli;

import io.github.reel4j.spi.Settings;
import io.github.reel4j.testkit.simulator.VendorSimulator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The simulators that receive the orders of one {@code reel} command, by provider. */
final class RunningSimulators implements AutoCloseable {

    private final Map<String, VendorSimulator> running = new LinkedHashMap<>();

    private final SimulatorRegistry simulators;

    private RunningSimulators(SimulatorRegistry simulators) {
        this.simulators = simulators;
    }

    /** Starts one simulator for each of {@code providers}, each on a free port. */
    static RunningSimulators of(SimulatorRegistry simulators, List<String> providers) {
        return of(simulators, providers, 0);
    }

    /** Starts the simulator of {@code vendor} on {@code port}. */
    static RunningSimulators of(SimulatorRegistry simulators, String vendor, int port) {
        return of(simulators, List.of(vendor), port);
    }

    private static RunningSimulators of(SimulatorRegistry simulators, List<String> providers, int port) {
        RunningSimulators simulation = new RunningSimulators(simulators);
        try {
            providers.forEach(id -> simulation.running.put(id, simulators.start(id, port)));
            return simulation;
        } catch (RuntimeException e) {
            simulation.close();
            throw e;
        }
    }

    /**
     * Returns {@code settings} with these providers chosen, and their base URLs set to the simulators. Callback
     * secrets are those with which the simulators sign, unless the user has set one.
     */
    Settings applyTo(Settings settings) {
        Settings local = settings.with("reel4j.provider", String.join(",", running.keySet()));
        for (Map.Entry<String, VendorSimulator> each : running.entrySet()) {
            String vendor = each.getKey();
            local = local.with(vendor + ".api-key", "simulator")
                    .with(vendor + ".base-url", each.getValue().baseUrl().toString());
            if (settings.find(vendor, "callback-secret").isEmpty()) {
                local = local.with(vendor + ".callback-secret", simulators.callbackSecret(vendor));
            }
        }
        return local;
    }

    /** Returns the base URLs, joined with "and". */
    String baseUrls() {
        return running.values().stream().map(each -> each.baseUrl().toString()).collect(Collectors.joining(" and "));
    }

    String notice() {
        return "ordering from the built-in simulator" + (running.size() == 1 ? "" : "s") + " at " + baseUrls()
                + ". Nothing is billed.";
    }

    @Override
    public void close() {
        running.values().forEach(VendorSimulator::close);
    }
}
