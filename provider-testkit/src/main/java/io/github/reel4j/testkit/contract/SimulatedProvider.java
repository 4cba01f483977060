package io.github.reel4j.testkit.contract;

import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.Settings;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.spi.VideoProviderFactory;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.ManualClock;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.SimulatorBuilder;
import io.github.reel4j.testkit.time.VirtualTimeline;
import java.time.Duration;
import java.util.Map;

/** A provider that speaks HTTP, with a simulator of its vendor. */
public final class SimulatedProvider implements ProviderUnderTest {

    private static final String SECRET = "canary-7f3a9c51e2";
    private static final Duration LONG = Duration.ofMinutes(10);

    private final ManualClock clock = new ManualClock();
    private final VirtualTimeline timeline = new VirtualTimeline();
    private final Simulator simulator;
    private final VideoProvider provider;

    /** Starts the simulator and creates the provider on it. */
    public SimulatedProvider(VideoProviderFactory factory, SimulatorBuilder vendor) {
        simulator = vendor.clock(clock).start();
        String id = factory.id().value();
        Settings settings = new Settings(
                Map.of(
                        id + ".api-key",
                        SECRET,
                        id + ".base-url",
                        simulator.baseUrl().toString()),
                name -> null,
                name -> null);
        provider = factory.create(new ProviderConfig(factory.id(), settings, timeline));
    }

    @Override
    public VideoProvider provider() {
        return provider;
    }

    @Override
    public String secret() {
        return SECRET;
    }

    @Override
    public void nextTaskFails(String code, String message) {
        simulator.nextTask().fails(code, message);
    }

    @Override
    public void nextSubmit(SubmitTrouble trouble) {
        simulator.nextSubmit(
                switch (trouble) {
                    case ANSWER_LOST -> Fault.connectionReset();
                    case ANSWER_CUT -> Fault.cutBody();
                    case ANSWER_NOT_JSON -> Fault.html();
                    case GATEWAY_ERROR -> Fault.http(502);
                    case RATE_LIMITED -> Fault.http(429);
                    case KEY_REFUSED -> Fault.http(401);
                });
    }

    @Override
    public void finishTasks() {
        clock.advance(LONG);
    }

    @Override
    public int acceptedOrders() {
        return simulator.ledger().orders().size();
    }

    @Override
    public int requests() {
        return simulator.ledger().requests().size();
    }

    @Override
    public void close() {
        simulator.close();
        timeline.close();
    }
}
