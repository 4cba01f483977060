package io.github.reel4j.model;

import java.time.Instant;
import java.util.Optional;

/**
 * What is recorded about the order with a given key. Immutable.
 *
 * @param at when the order was about to be sent, by the local clock
 * @param intent the order, with its key
 * @param outcome accepted, with the task; indeterminate if it is unknown whether the vendor accepted the order; empty
 *     if no result is recorded, because the order is being sent or its process has died
 */
public record KeyedOrder(Instant at, OrderIntent intent, Optional<SubmitOutcome> outcome) {}
