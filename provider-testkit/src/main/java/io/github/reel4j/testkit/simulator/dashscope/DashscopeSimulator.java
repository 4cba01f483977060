package io.github.reel4j.testkit.simulator.dashscope;

import io.github.reel4j.model.ProviderId;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.SimulatorBuilder;
import io.github.reel4j.testkit.simulator.VendorSimulatorFactory;
import java.time.InstantSource;

/**
 * Starts simulators of Alibaba Cloud Model Studio (DashScope): text-to-video, image-to-video, speech-to-video, animate,
 * uploads, the check of faces and cancellation, in one region.
 *
 * <p>Tasks above the documented number at once stay {@code PENDING}. An empty prompt fails the task and not the order.
 * A prompt above its limit is cut, which {@code orig_prompt} of the result shows. A picture whose URL contains
 * {@code no-face} does not pass the check of faces. Tasks are {@code UNKNOWN} 24 hours after their end. Orders have
 * prices in CNY in the region Beijing, and none in Singapore. Any API key that is not blank is valid. The reason of a
 * rejection is also in the header {@code X-Simulator-Reason}.
 */
public final class DashscopeSimulator implements VendorSimulatorFactory {

    private static final ProviderId ID = ProviderId.of("dashscope");

    /** Creates the factory, for {@link java.util.ServiceLoader}. */
    public DashscopeSimulator() {}

    /** Starts a simulator of the region Beijing on a free port, with the default durations of tasks. */
    public static Simulator create() {
        return builder().start();
    }

    /** Returns a builder of a simulator of the region Beijing, which does not limit the rate of requests. */
    public static SimulatorBuilder builder() {
        return with(false, false);
    }

    /** Returns a builder of a simulator of the region Singapore, which has other models. */
    public static SimulatorBuilder singapore() {
        return with(true, false);
    }

    /**
     * Returns a builder of a simulator of the region Beijing that rejects orders and polls above the documented rates:
     * with {@code Throttling.RateQuota} under 429, without {@code Retry-After}.
     */
    public static SimulatorBuilder withRateLimits() {
        return with(false, true);
    }

    private static SimulatorBuilder with(boolean singapore, boolean limited) {
        return Simulator.withDialect(new DashscopeDialect(singapore, limited)).provider(ID);
    }

    @Override
    public ProviderId id() {
        return ID;
    }

    @Override
    public Simulator start(int port) {
        return builder().port(port).start();
    }

    @Override
    public Simulator start(int port, InstantSource clock) {
        return builder().port(port).clock(clock).start();
    }
}
