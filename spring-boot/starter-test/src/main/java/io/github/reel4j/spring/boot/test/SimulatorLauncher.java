package io.github.reel4j.spring.boot.test;

import io.github.reel4j.model.ProviderId;
import io.github.reel4j.spi.VideoProviderFactory;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.VendorSimulatorFactory;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** Finds simulators and providers on the class path. */
final class SimulatorLauncher {

    private SimulatorLauncher() {}

    /** @throws IllegalStateException if there is no simulator or no provider with this id */
    static Simulator start(ProviderId provider, InstantSource clock) {
        List<VendorSimulatorFactory> all = ServiceLoader.load(VendorSimulatorFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        if (providers().stream().noneMatch(factory -> factory.id().equals(provider))) {
            throw new IllegalStateException("@AutoConfigureReelSimulator(\"" + provider + "\"): there is no provider '"
                    + provider + "' on the class path. Add its jar, io.github.reel4j:reel4j-provider-VENDOR.");
        }
        return all.stream()
                .filter(factory -> factory.id().equals(provider))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "@AutoConfigureReelSimulator(\"" + provider + "\"): there is no simulator of it. Allowed: "
                                + all.stream()
                                        .map(factory -> factory.id().value())
                                        .sorted()
                                        .collect(Collectors.joining(", "))
                                + "."))
                .start(0, clock);
    }

    /** Returns all providers; the submits of those with a simulator are compared with its ledger. */
    static VideoProviderFactory[] observed(Map<ProviderId, Simulator> simulators) {
        return providers().stream()
                .map(factory -> {
                    Simulator simulator = simulators.get(factory.id());
                    return simulator == null ? factory : simulator.observed(factory);
                })
                .toArray(VideoProviderFactory[]::new);
    }

    private static List<VideoProviderFactory> providers() {
        return ServiceLoader.load(VideoProviderFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }
}
