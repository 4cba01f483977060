/**
 * Imitations of the vendors, written from the vendors' documents alone: they check orders, bill them in a ledger, let time pass,
 * deliver real videos, and misbehave on demand.
 *
 * <p>{@link io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator} and {@link io.github.reel4j.testkit.simulator.apixo.ApixoSimulator} are
 * the ways in; a {@link io.github.reel4j.testkit.simulator.VendorDialect} makes the same engine imitate another vendor.
 */
@NullMarked
package io.github.reel4j.testkit.simulator;

import org.jspecify.annotations.NullMarked;
