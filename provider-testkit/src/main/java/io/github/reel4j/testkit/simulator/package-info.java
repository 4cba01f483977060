/**
 * Simulators of vendors: HTTP servers on loopback that validate orders, record them in a ledger, let tasks progress,
 * deliver playable videos, and fail on demand.
 *
 * <p>{@link io.github.reel4j.testkit.simulator.Simulator} runs one vendor. Each vendor has a package of its own with
 * the factory of its simulators; a {@link io.github.reel4j.testkit.simulator.VendorDialect} adds another vendor.
 */
@NullMarked
package io.github.reel4j.testkit.simulator;

import org.jspecify.annotations.NullMarked;
