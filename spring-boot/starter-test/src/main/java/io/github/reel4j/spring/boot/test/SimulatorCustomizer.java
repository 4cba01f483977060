package io.github.reel4j.spring.boot.test;

import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoClientBuilder;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.spring.boot.VideoClientBuilderCustomizer;
import io.github.reel4j.testkit.simulator.Simulator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.Ordered;

/**
 * Lets clients order from the simulators only, after all customizers of the application. Fails the start of a context
 * with another client, because its orders would reach the vendors and cost money. Thread-safe.
 */
final class SimulatorCustomizer implements VideoClientBuilderCustomizer, SmartInitializingSingleton, Ordered {

    private final ListableBeanFactory beans;
    private final Supplier<Map<ProviderId, Simulator>> simulators;
    private final AtomicInteger customized = new AtomicInteger();

    SimulatorCustomizer(ListableBeanFactory beans, Supplier<Map<ProviderId, Simulator>> simulators) {
        this.beans = beans;
        this.simulators = simulators;
    }

    @Override
    public void customize(VideoClientBuilder builder) {
        Map<ProviderId, Simulator> running = simulators.get();
        builder.providers(SimulatorLauncher.observed(running));
        running.forEach((id, simulator) ->
                builder.property(id + ".base-url", simulator.baseUrl().toString()));
        customized.incrementAndGet();
    }

    /** Creates all clients, also lazy ones, to count them. */
    @Override
    public void afterSingletonsInstantiated() {
        List<String> clients =
                List.copyOf(beans.getBeansOfType(VideoClient.class).keySet());
        if (clients.size() > customized.get()) {
            throw new IllegalStateException("in this test with @AutoConfigureReelSimulator, at least 1 of these clients"
                    + " would order from a real vendor: " + clients + ". Remove the application's own"
                    + " VideoClient, or apply all beans of type VideoClientBuilderCustomizer to its builder. Nothing"
                    + " was sent, nothing was billed.");
        }
    }

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }
}
