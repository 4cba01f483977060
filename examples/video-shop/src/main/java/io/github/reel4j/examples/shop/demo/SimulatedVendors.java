package io.github.reel4j.examples.shop.demo;

import io.github.reel4j.testkit.simulator.BilledOrder;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.SimulatorBuilder;
import io.github.reel4j.testkit.simulator.apixo.ApixoSimulator;
import io.github.reel4j.testkit.simulator.dashscope.DashscopeSimulator;
import io.github.reel4j.testkit.simulator.fal.FalSimulator;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The simulators of all vendors, whose tasks take 5 to 20 seconds. Thread-safe. */
final class SimulatedVendors implements AutoCloseable {

    /** A task that a simulator bills. */
    record BilledTask(String provider, String task, String model) {}

    /** What happens to the next order. */
    enum NextFault {
        /** The vendor accepts the order, and its response is lost: the outcome is unknown. */
        LOST_RESPONSE,
        /** The connection breaks before the vendor has accepted the order: the outcome is unknown as well. */
        LOST_REQUEST,
        /** The vendor accepts the order, and its task fails. */
        FAILED_TASK
    }

    private final Map<String, Simulator> byProvider = new LinkedHashMap<>();

    SimulatedVendors() {
        start("fal", FalSimulator.builder(), 2, 6);
        start("pixazo", PixazoSimulator.builder(), 3, 9);
        start("apixo", ApixoSimulator.builder(), 2, 8);
        start("dashscope", DashscopeSimulator.builder(), 4, 14);
    }

    private void start(String provider, SimulatorBuilder builder, int queuedSeconds, int runningSeconds) {
        byProvider.put(
                provider,
                builder.queued(Duration.ofSeconds(queuedSeconds))
                        .running(Duration.ofSeconds(runningSeconds))
                        .start());
    }

    /** Returns the base URL of each provider. */
    Map<String, URI> baseUrls() {
        Map<String, URI> urls = new LinkedHashMap<>();
        byProvider.forEach((provider, simulator) -> urls.put(provider, simulator.baseUrl()));
        return urls;
    }

    /** Returns all billed tasks of all vendors, each vendor's newest first. */
    List<BilledTask> tasks() {
        List<BilledTask> tasks = new ArrayList<>();
        byProvider.forEach((provider, simulator) -> {
            List<BilledOrder> orders = simulator.ledger().orders();
            for (int i = orders.size() - 1; i >= 0; i--) {
                BilledOrder order = orders.get(i);
                tasks.add(new BilledTask(provider, order.taskId(), order.model().orElse(order.operation())));
            }
        });
        return tasks;
    }

    /**
     * Lets a fault happen to the next order of a provider.
     *
     * @throws IllegalArgumentException if there is no such provider
     */
    void addFault(String provider, NextFault fault) {
        Simulator simulator = byProvider.get(provider);
        if (simulator == null) {
            throw new IllegalArgumentException("no such simulator. Allowed: " + byProvider.keySet());
        }
        switch (fault) {
            case LOST_RESPONSE -> simulator.nextSubmit(Fault.connectionClosed());
            case LOST_REQUEST -> simulator.nextSubmit(Fault.connectionClosed().beforeAccepting());
            case FAILED_TASK ->
                simulator.nextTask().fails(simulator.failureCode(), "The simulator was set to let this task fail.");
        }
    }

    @Override
    public void close() {
        byProvider.values().forEach(Simulator::close);
    }
}
