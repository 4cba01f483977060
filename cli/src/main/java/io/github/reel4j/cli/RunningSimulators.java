package io.github.reel4j.cli;

import io.github.reel4j.spi.Settings;
import io.github.reel4j.spi.VendorSimulator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The built-in simulators that one run orders from, by the provider they imitate. */
final class RunningSimulators implements AutoCloseable {

    private final Map<String, VendorSimulator> running = new LinkedHashMap<>();

    private RunningSimulators() {}

    /** Starts one for each of {@code providers}. */
    static RunningSimulators of(Simulators simulators, List<String> providers) {
        RunningSimulators simulation = new RunningSimulators();
        try {
            providers.forEach(
                    id -> simulation.running.put(id, simulators.named(id).start(0)));
            return simulation;
        } catch (RuntimeException e) {
            simulation.close();
            throw e;
        }
    }

    /** {@code settings}, but that these providers are ordered from, and here. */
    Settings applyTo(Settings settings) {
        Settings local = settings.with("reel4j.provider", String.join(",", running.keySet()));
        for (Map.Entry<String, VendorSimulator> each : running.entrySet()) {
            local = local.with(each.getKey() + ".api-key", "simulator")
                    .with(each.getKey() + ".base-url", each.getValue().baseUrl().toString());
        }
        return local;
    }

    String notice() {
        String addresses =
                running.values().stream().map(each -> each.baseUrl().toString()).collect(Collectors.joining(" and "));
        return "ordering from the built-in simulator" + (running.size() == 1 ? "" : "s") + " at " + addresses
                + ". Nothing is billed.";
    }

    @Override
    public void close() {
        running.values().forEach(VendorSimulator::close);
    }
}
