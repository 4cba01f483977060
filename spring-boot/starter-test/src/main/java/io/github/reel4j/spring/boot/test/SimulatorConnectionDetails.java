package io.github.reel4j.spring.boot.test;

import io.github.reel4j.model.ProviderId;
import io.github.reel4j.spring.boot.ReelConnectionDetails;
import io.github.reel4j.testkit.simulator.Simulator;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Keys and base URLs of simulators. Other vendors have no key, so nothing is ordered from them. Thread-safe. */
record SimulatorConnectionDetails(Map<ProviderId, Simulator> simulators) implements ReelConnectionDetails {

    private static final String KEY = "key-of-a-test";

    SimulatorConnectionDetails {
        simulators = Map.copyOf(simulators);
    }

    @Override
    public Optional<String> apiKey(ProviderId provider) {
        return simulators.containsKey(provider) ? Optional.of(KEY) : Optional.empty();
    }

    @Override
    public Optional<URI> baseUrl(ProviderId provider) {
        return Optional.ofNullable(simulators.get(provider)).map(Simulator::baseUrl);
    }
}
