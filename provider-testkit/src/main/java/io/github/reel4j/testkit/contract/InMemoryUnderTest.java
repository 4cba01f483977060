package io.github.reel4j.testkit.contract;

import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.testkit.memory.InMemoryVideoProvider;

/** The in-memory provider, which is its own vendor. */
public final class InMemoryUnderTest implements ProviderUnderTest {

    private final InMemoryVideoProvider memory = new InMemoryVideoProvider();

    @Override
    public VideoProvider provider() {
        return memory;
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
    public void nextSubmit(SubmitTrouble trouble) {
        memory.nextSubmit(VideoFailure.of(trouble.expected(), "as the test wants it"));
    }

    @Override
    public void finishTasks() {
        // they are finished when they are accepted
    }

    @Override
    public int acceptedOrders() {
        return memory.orders().size();
    }

    @Override
    public int requests() {
        return memory.orders().size();
    }

    @Override
    public void close() {
        // nothing is open
    }
}
