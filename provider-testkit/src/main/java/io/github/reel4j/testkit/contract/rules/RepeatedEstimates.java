package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.testkit.contract.engine.ContractContext;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.LocaleAndZone;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Estimates the same orders again and again, while everything changes that no price depends on. */
record RepeatedEstimates(ContractContext context, RuleCheck check, List<ResolvedRequest> orders) {

    private static final List<Duration> CLOCKS =
            List.of(Duration.ofHours(11), Duration.ofDays(3), Duration.ofDays(200), Duration.ofDays(-400));

    void requireSame() {
        VideoProvider provider = context.provider();
        List<Estimate> first = estimates(provider);
        requireSame("when repeated", first, provider);
        VideoProvider other = context.subject().with(Map.of());
        requireSame("by another instance", first, other);
        KeylessProviderFactory.of(context).ifPresent(keyless -> requireSame("without an API key", first, keyless));
        check.requireEqual(
                first,
                CompletableFuture.supplyAsync(() -> estimates(provider)).join(),
                "the estimates are the same on another thread");
        for (Duration clock : CLOCKS) {
            context.subject().setClockAhead(clock);
            requireSame("when the clock is " + clock + " ahead", first, provider);
        }
        for (int hour = 1; hour < 24; hour++) {
            context.subject().setClockAhead(Duration.ofHours(hour));
            requireSame("at another hour of the day", first, provider);
        }
        context.subject().setClockAhead(Duration.ZERO);
        LocaleAndZone.inEach(() -> requireSame("in another locale and time zone", first, provider));
        new OrdersWithFaults(context, check).meet(orders.get(0), when -> requireSame(when, first, provider));
        requireSame("after other orders, by another instance", first, other);
    }

    private void requireSame(String when, List<Estimate> first, VideoProvider provider) {
        int requests = context.requests();
        check.requireEqual(first, estimates(provider), "the estimates are the same " + when);
        check.requireEqual(requests, context.requests(), "the vendor receives no request for an estimate " + when);
    }

    private List<Estimate> estimates(VideoProvider provider) {
        int requests = context.requests();
        List<Estimate> estimates = orders.stream()
                .map(order -> context.callPort(check, () -> provider.pricing().estimate(order)))
                .toList();
        check.requireEqual(requests, context.requests(), "the vendor receives no request for an estimate");
        return estimates;
    }
}
