package io.github.reel4j.pricing;

import io.github.reel4j.model.DocumentAnchor;
import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Combines the estimates of all price rows that may apply into one estimate that covers each of them. Stateless. */
final class EstimateUnion {

    private EstimateUnion() {}

    /**
     * Returns an estimate that contains all prices of {@code estimates}; unknown if one of them is, or if they have
     * different currencies, and a lower bound if one of them is a lower bound.
     *
     * @param estimates at least 1
     * @param openFields the fields that decide between the rows, for the basis
     */
    static Estimate of(List<Estimate> estimates, String openFields) {
        String basis = "the price depends on " + openFields + ", not set in the request: "
                + estimates.stream().map(EstimateUnion::summary).collect(Collectors.joining("; "));
        List<Money> prices = new ArrayList<>();
        List<DocumentAnchor> sources = new ArrayList<>();
        boolean hasMax = true;
        for (Estimate each : estimates) {
            if (each instanceof Estimate.Known known) {
                prices.add(known.money());
                sources.add(known.source());
            } else if (each instanceof Estimate.Range range) {
                prices.add(range.min());
                prices.add(range.max());
                sources.add(range.source());
            } else if (each instanceof Estimate.AtLeast atLeast) {
                prices.add(atLeast.min());
                sources.add(atLeast.source());
                hasMax = false;
            } else {
                return new Estimate.Unknown(basis);
            }
        }
        if (prices.stream().map(Money::currency).distinct().count() > 1) {
            return new Estimate.Unknown(basis);
        }
        Money min = prices.stream().reduce((a, b) -> a.exceeds(b) ? b : a).orElseThrow();
        if (!hasMax) {
            return new Estimate.AtLeast(min, basis, sources.get(0));
        }
        Money max = prices.stream().reduce((a, b) -> b.exceeds(a) ? b : a).orElseThrow();
        return max.exceeds(min)
                ? new Estimate.Range(min, max, basis, sources.get(0))
                : new Estimate.Known(max, basis, sources.get(0));
    }

    private static String summary(Estimate estimate) {
        if (estimate instanceof Estimate.Known known) {
            return known.money() + " " + known.basis();
        }
        if (estimate instanceof Estimate.AtLeast atLeast) {
            return "at least " + atLeast.min() + " " + atLeast.basis();
        }
        return estimate instanceof Estimate.Range range
                ? range.min() + " to " + range.max() + " " + range.basis()
                : estimate.basis();
    }
}
