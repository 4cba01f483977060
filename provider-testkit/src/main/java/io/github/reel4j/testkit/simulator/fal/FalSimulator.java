package io.github.reel4j.testkit.simulator.fal;

import io.github.reel4j.model.ProviderId;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.SimulatorBuilder;
import io.github.reel4j.testkit.simulator.VendorSimulatorFactory;
import java.time.InstantSource;

/**
 * Starts simulators of fal: the queue API and the Wan 2.2 models, from the vendor's documents and the schemas of its
 * own client.
 *
 * <p>As at the vendor, orders are validated after their acceptance, so that an invalid order fails at its result, and
 * an unknown path below the app is accepted. Statuses of tasks that have not ended are 202. COMPLETED also means failed
 * or cancelled. Results are kept for an hour, and those of 10 KB or more for 6 minutes. Webhooks are signed with
 * Ed25519 and go to loopback URLs only; they are not repeated. One server has the hosts of the queue, of uploads and of
 * the public keys. Any API key that is not blank is valid. The ledger bills every accepted order; the vendor says that
 * it bills successful output only.
 */
public final class FalSimulator implements VendorSimulatorFactory {

    private static final ProviderId ID = ProviderId.of("fal");

    /** Creates the factory, for {@link java.util.ServiceLoader}. */
    public FalSimulator() {}

    /** Starts a simulator on a free port, with the default durations of tasks. */
    public static Simulator create() {
        return builder().start();
    }

    /** Returns a builder of a simulator of fal, which signs with keys of its own. */
    public static SimulatorBuilder builder() {
        return builder(new FalWebhookKeys());
    }

    /** Returns a builder of a simulator of fal that signs its webhooks with {@code keys} and publishes them. */
    public static SimulatorBuilder builder(FalWebhookKeys keys) {
        return Simulator.withDialect(new FalDialect(keys)).provider(ID);
    }

    /** Returns the response to an order if the account has no money, for {@link Simulator#nextSubmit}. */
    public static Fault exhaustedBalance() {
        return Fault.response(
                        403,
                        "application/json",
                        "{\"detail\":\"User is locked. Reason: Exhausted balance. Top up your balance.\"}")
                .beforeAccepting();
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
