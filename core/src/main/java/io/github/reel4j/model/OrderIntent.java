package io.github.reel4j.model;

import java.time.Instant;
import java.util.Optional;

/**
 * The record of an order that is written before the order is sent. It identifies the order at the vendor and states its
 * expected price. It contains no prompts and no URLs. Immutable.
 *
 * @param order the id of the order
 * @param model the vendor's id of the model
 * @param fingerprint the fingerprint of the request, see {@link ResolvedRequest#fingerprint()}
 * @param price the expected price
 * @param keyClaim the order key with the hash of the request; empty if the order has no key
 */
public record OrderIntent(
        OrderId order,
        ProviderId provider,
        Operation operation,
        String model,
        String fingerprint,
        ExpectedPrice price,
        Optional<OrderKeyClaim> keyClaim) {

    /** Creates the intent of an order without a key. */
    public OrderIntent(
            OrderId order,
            ProviderId provider,
            Operation operation,
            String model,
            String fingerprint,
            ExpectedPrice price) {
        this(order, provider, operation, model, fingerprint, price, Optional.empty());
    }

    /** Returns this intent with an order key. */
    public OrderIntent withKeyClaim(OrderKeyClaim claim) {
        return new OrderIntent(order, provider, operation, model, fingerprint, price, Optional.of(claim));
    }

    /** Returns the intent to send {@code request} as the order with id {@code order}. */
    public static OrderIntent of(OrderId order, ResolvedRequest request, Estimate estimate) {
        return new OrderIntent(
                order,
                request.provider(),
                request.operation(),
                request.model().id(),
                request.fingerprint(),
                ExpectedPrice.of(estimate));
    }

    /**
     * Returns a reference to this order's task, for a task of which only the vendor's id is known. The model id is used
     * as the endpoint. This is correct for all providers that reel4j ships; with other providers use the complete task
     * reference.
     *
     * @param id the vendor's id of the task
     * @param sentAt when the order was sent, as an approximation of when it was accepted
     * @throws IllegalArgumentException if {@code id} is empty
     */
    public TaskRef task(String id, Instant sentAt) {
        return new TaskRef(provider, operation, model, id, fingerprint, sentAt);
    }

    /**
     * The price range of an estimate. Both ends are present, or both are empty if the price is unknown, also if a lower
     * bound is known.
     *
     * @param min the lower end, inclusive
     * @param max the upper end, inclusive; equal to {@code min} for an exact price
     */
    public record ExpectedPrice(Optional<Money> min, Optional<Money> max) {

        /**
         * Creates a price range.
         *
         * @throws IllegalArgumentException if only one end is present
         */
        public ExpectedPrice {
            if (min.isPresent() != max.isPresent()) {
                throw new IllegalArgumentException(
                        "the minimum price and the maximum price must both be set, or both be empty");
            }
        }

        /** Returns the price range of {@code estimate}. */
        public static ExpectedPrice of(Estimate estimate) {
            if (estimate instanceof Estimate.Known known) {
                return new ExpectedPrice(Optional.of(known.money()), Optional.of(known.money()));
            }
            if (estimate instanceof Estimate.Range range) {
                return new ExpectedPrice(Optional.of(range.min()), Optional.of(range.max()));
            }
            return new ExpectedPrice(Optional.empty(), Optional.empty());
        }

        /** Returns {@code 0.50 USD}, {@code 0.40 USD to 2.00 USD} or {@code unknown}. */
        @Override
        public String toString() {
            return min.map(low -> low + (min.equals(max) ? "" : " to " + max.orElseThrow()))
                    .orElse("unknown");
        }
    }
}
