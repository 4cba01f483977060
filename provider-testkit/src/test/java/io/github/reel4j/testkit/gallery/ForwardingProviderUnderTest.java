package io.github.reel4j.testkit.gallery;

import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.Operation;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.spi.VideoProviderFactory;
import io.github.reel4j.testkit.contract.subject.ProviderUnderTest;
import io.github.reel4j.testkit.simulator.Simulator;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Delegates to another provider under test. */
class ForwardingProviderUnderTest implements ProviderUnderTest {

    private final ProviderUnderTest subject;

    ForwardingProviderUnderTest(ProviderUnderTest subject) {
        this.subject = subject;
    }

    @Override
    public VideoProviderFactory factory() {
        return subject.factory();
    }

    @Override
    public VideoProvider provider() {
        return subject.provider();
    }

    @Override
    public VideoProvider with(Map<String, String> settings) {
        return subject.with(settings);
    }

    @Override
    public Optional<Simulator> wire() {
        return subject.wire();
    }

    @Override
    public String secret() {
        return subject.secret();
    }

    @Override
    public Map<String, String> credentials() {
        return subject.credentials();
    }

    @Override
    public Map<String, String> otherCredentials() {
        return subject.otherCredentials();
    }

    @Override
    public Optional<VideoProvider> withRotatedCredentials(Supplier<Map<String, String>> current) {
        return subject.withRotatedCredentials(current);
    }

    @Override
    public String callbackSecret() {
        return subject.callbackSecret();
    }

    @Override
    public GenerationRequest request(Operation operation) {
        return subject.request(operation);
    }

    @Override
    public void nextTaskFails(String code, String message) {
        subject.nextTaskFails(code, message);
    }

    @Override
    public void finishTasks() {
        subject.finishTasks();
    }

    @Override
    public Instant now() {
        return subject.now();
    }

    @Override
    public void setClockAhead(Duration difference) {
        subject.setClockAhead(difference);
    }

    @Override
    public int acceptedOrders() {
        return subject.acceptedOrders();
    }

    @Override
    public void close() {
        subject.close();
    }
}
