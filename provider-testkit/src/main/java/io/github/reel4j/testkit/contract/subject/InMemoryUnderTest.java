package io.github.reel4j.testkit.contract.subject;

import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.spi.VideoProviderFactory;
import io.github.reel4j.testkit.memory.InMemoryVideoProvider;
import io.github.reel4j.testkit.simulator.Simulator;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The in-memory provider under test. It has no vendor. */
public final class InMemoryUnderTest implements ProviderUnderTest {

    private final InMemoryVideoProvider memory = new InMemoryVideoProvider();

    @Override
    public VideoProviderFactory factory() {
        return memory;
    }

    @Override
    public VideoProvider provider() {
        return memory;
    }

    @Override
    public VideoProvider with(Map<String, String> settings) {
        return memory;
    }

    @Override
    public Optional<Simulator> wire() {
        return Optional.empty();
    }

    @Override
    public String secret() {
        return "";
    }

    @Override
    public void nextTaskFails(String code, String message) {
        memory.nextTaskFails(code, message);
    }

    @Override
    public void finishTasks() {
        // tasks are finished when they are accepted
    }

    @Override
    public Instant now() {
        return Instant.EPOCH;
    }

    @Override
    public int acceptedOrders() {
        return memory.orders().size();
    }

    @Override
    public void close() {
        // nothing is open
    }
}
