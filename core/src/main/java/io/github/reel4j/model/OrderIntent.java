package io.github.reel4j.model;

import java.time.Instant;
import java.util.Optional;

/**
 * What is written down of an order before it is sent: enough to find it again at the vendor and to know what it may cost, and
 * nothing of its content, neither prompt nor address.
 *
 * @param model the vendor's name of it
 * @param fingerprint tells which request it is, see {@link ResolvedRequest#fingerprint()}
 * @param price what it was expected to cost
 */
public record OrderIntent(
        OrderId order,
        ProviderId provider,
        Operation operation,
        String model,
        String fingerprint,
        ExpectedPrice price) {

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
     * The reference of this order's task, of which somebody knows only what the vendor calls it. It lives where the model has its
     * name, as with all providers that ship; where that is not so, the whole reference is needed.
     *
     * @param id the vendor's name of the task
     * @param sentAt when the order was placed, the nearest that is known to when it was accepted
     * @throws IllegalArgumentException if {@code id} is empty
     */
    public TaskRef task(String id, Instant sentAt) {
        return new TaskRef(provider, operation, model, id, fingerprint, sentAt);
    }

    /**
     * The figures of an estimate, both present or none: what is not known is never 0.
     *
     * @param max equal to {@code least} where one price is known
     */
    public record ExpectedPrice(Optional<Money> min, Optional<Money> max) {

        /** @throws IllegalArgumentException if one of them is missing */
        public ExpectedPrice {
            if (min.isPresent() != max.isPresent()) {
                throw new IllegalArgumentException("a price has two ends or none");
            }
        }

        public static ExpectedPrice of(Estimate estimate) {
            if (estimate instanceof Estimate.Known known) {
                return new ExpectedPrice(Optional.of(known.money()), Optional.of(known.money()));
            }
            if (estimate instanceof Estimate.Range range) {
                return new ExpectedPrice(Optional.of(range.min()), Optional.of(range.max()));
            }
            return new ExpectedPrice(Optional.empty(), Optional.empty());
        }

        /** {@code 0.50 USD}, {@code 0.40 USD to 2.00 USD} or {@code unknown}. */
        @Override
        public String toString() {
            return min.map(low -> low + (min.equals(max) ? "" : " to " + max.orElseThrow()))
                    .orElse("unknown");
        }
    }
}
