package io.github.reel4j.submission;

import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.OrderIntent.ExpectedPrice;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.SpendLimit;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spending.SpendFailures;
import java.util.Optional;

/**
 * Checks estimates against the client's spend limit before an order is sent. {@link AdmissionControl} decides again, in
 * one step with its record of the order. Thread-safe.
 */
public final class SpendCheck {

    private final Optional<SpendLimit> limit;
    private final boolean unknownAllowed;
    private final AdmissionControl orders;

    /**
     * @param limit empty for no limit
     * @param unknownAllowed whether an order may be sent if its price cannot be compared with the limit
     */
    public SpendCheck(Optional<SpendLimit> limit, boolean unknownAllowed, AdmissionControl orders) {
        this.limit = limit;
        this.unknownAllowed = unknownAllowed;
        this.orders = orders;
    }

    /** Returns why an order with this price is not to be sent, without a call of the journal; empty if it may be. */
    public Optional<VideoFailure> checkInMemory(Estimate estimate) {
        if (limit.isEmpty()) {
            return Optional.empty();
        }
        return checkPrice(estimate)
                .or(() -> orders.checkReservations(ExpectedPrice.of(estimate).max()));
    }

    /** Returns why an order with this price would not be sent now; empty if it would. Reads the journal. */
    public Optional<VideoFailure> checkNow(ResolvedRequest request, Estimate estimate) {
        return checkPrice(estimate).or(() -> orders.checkSpend(OrderIntent.of(OrderId.random(), request, estimate)));
    }

    private Optional<VideoFailure> checkPrice(Estimate estimate) {
        return limit.flatMap(each -> SpendFailures.checkPrice(each, estimate, unknownAllowed));
    }
}
