package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.spi.CallRate;
import io.github.reel4j.spi.ModelLimits;
import io.github.reel4j.spi.VendorLimits;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.simulator.AppliedLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares the limits of a provider with those that the simulated vendor applied to orders of one model. */
record LimitComparison(RuleCheck check, VendorLimits limits, ModelSpec model) {

    /** A provider may be this much more careful than its vendor requires. */
    private static final double MAX_CAUTION = 20;

    /** As in core's rate limiter: the part of a stated rate that the client uses. */
    private static final double HEADROOM = 0.98;

    void require(AppliedLimits applied) {
        applied.rate().ifPresent(this::requireRate);
        applied.maxConcurrentTasks().ifPresent(this::requireTasks);
    }

    private void requireRate(CallRate vendor) {
        double allowed = perSecond(vendor);
        List<CallRate> stated = rates();
        double strictest =
                stated.stream().mapToDouble(LimitComparison::perSecond).min().orElse(Double.MAX_VALUE);
        check.require(
                strictest <= allowed * 1.001,
                "the limits allow at most the rate that the vendor accepts, " + vendor,
                () -> stated.isEmpty() ? "they state no rate" : "they allow " + stated);
        check.require(
                stated.stream()
                                .mapToLong(rate -> callsWithin(vendor.window(), rate))
                                .min()
                                .orElse(Long.MAX_VALUE)
                        <= vendor.calls(),
                "the client makes at most as many calls in " + vendor.window() + " as the vendor accepts, " + vendor,
                () -> "the limits are for another period, " + stated + ", so it makes more of them at once");
        check.require(
                strictest * MAX_CAUTION >= allowed,
                "the limits allow about the rate that the vendor accepts, " + vendor,
                () -> "they allow " + stated + " only");
    }

    private void requireTasks(int vendor) {
        List<Integer> stated =
                new ArrayList<>(limits.maxConcurrentTasks().stream().toList());
        own().flatMap(ModelLimits::maxConcurrentTasks).ifPresent(stated::add);
        int strictest = stated.stream().min(Integer::compare).orElse(Integer.MAX_VALUE);
        check.require(
                strictest <= vendor && strictest * MAX_CAUTION >= vendor,
                "the limits allow about as many tasks at once as the vendor accepts, " + vendor,
                () -> stated.isEmpty() ? "they state no number of tasks" : "they allow " + stated);
    }

    private List<CallRate> rates() {
        List<CallRate> rates = new ArrayList<>();
        limits.requestsPerMinute()
                .map(calls -> new CallRate(calls, Duration.ofMinutes(1)))
                .ifPresent(rates::add);
        own().flatMap(ModelLimits::submits).ifPresent(rates::add);
        return rates;
    }

    private Optional<ModelLimits> own() {
        return limits.models().stream()
                .filter(each -> each.model().equals(model.id()))
                .findFirst();
    }

    /** Returns the number of calls that the client makes in a period, in which it makes some of them at once. */
    private static long callsWithin(Duration period, CallRate rate) {
        long atOnce = Math.max(1, rate.calls() / 100);
        return atOnce
                + (long) (period.toMillis()
                        * rate.calls()
                        * HEADROOM
                        / rate.window().toMillis());
    }

    private static double perSecond(CallRate rate) {
        return rate.calls() * 1000.0 / rate.window().toMillis();
    }
}
