package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.CallRate;
import io.github.reel4j.spi.ModelLimits;
import io.github.reel4j.spi.VendorLimits;
import io.github.reel4j.testkit.contract.engine.OrderVariants;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.PlaceholderTextDetector;
import io.github.reel4j.testkit.simulator.AppliedLimits;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Contract rule about the limits of a vendor: RC-108. */
public interface LimitRules extends ContractRuleGroup {

    /** The maximum number of orders that a check submits at once. */
    int BURST = 40;

    @Test
    @DisplayName("RC-108 the limits are constant, have a source, and are those of the vendor")
    default void statesTheLimits() {
        RuleCheck check = context().ruleCheck("RC-108", "the limits of the provider");
        VendorLimits limits =
                context().callPort(check, () -> context().provider().limits());
        limits.source()
                .ifPresent(source -> check.require(
                        PlaceholderTextDetector.isCited(source),
                        "the limits cite a document and a quote",
                        () -> "their source is '" + source + "'"));
        requireConstant(check, limits);
        context().requireNoRequest(check, 0);
        AtomicBoolean comparable = new AtomicBoolean(isUnlimited(limits));
        context().eachModelOnTheWire((model, vendor) -> {
            RuleCheck orders = context().ruleCheck("RC-108", "orders of " + model.id() + " within its limits");
            ResolvedRequest order = new OrderVariants(context(), model).minimal();
            context().subject().finishTasks();
            int count = Math.min(BURST, allowed(limits, model));
            for (int i = 0; i < count; i++) {
                int number = i + 1;
                Either<VideoFailure, TaskRef> result =
                        context().callPort(orders, () -> context().submit(order));
                orders.require(
                        result.isRight() || result.getLeft().kind() != FailureKind.RATE_LIMITED,
                        "the vendor accepts " + count + " orders at once, as the limits allow: " + limits,
                        () -> "order " + number + " is " + result);
            }
            LimitComparison comparison = new LimitComparison(orders, limits, model);
            comparison.require(vendor.appliedLimits());
            comparable.compareAndSet(false, !vendor.appliedLimits().equals(AppliedLimits.NONE));
        });
        context()
                .eachOperation(operation -> new OrdersWithFaults(context(), check)
                        .meet(
                                context().resolved(operation),
                                when -> check.requireEqual(
                                        limits, context().provider().limits(), "the limits are the same " + when)));
        requireConstant(check, limits);
        if (!comparable.get()) {
            context()
                    .notApplicable("the dialect applies no limit, so those of the provider were compared with nothing."
                            + " It can apply them with RateLimit and DialectTaskOperations.acceptBelow");
        }
    }

    private static boolean isUnlimited(VendorLimits limits) {
        return limits.requestsPerMinute().isEmpty()
                && limits.maxConcurrentTasks().isEmpty()
                && limits.models().isEmpty();
    }

    private void requireConstant(RuleCheck check, VendorLimits limits) {
        for (int i = 0; i < 3; i++) {
            check.requireEqual(limits, context().provider().limits(), "the limits are the same each time");
        }
        check.requireEqual(
                limits, context().subject().with(Map.of()).limits(), "the limits of another instance are the same");
        KeylessProviderFactory.of(context())
                .ifPresent(keyless ->
                        check.requireEqual(limits, keyless.limits(), "the limits are the same without an API key"));
        context().subject().setClockAhead(Duration.ofDays(100));
        check.requireEqual(limits, context().provider().limits(), "the limits are the same at another time");
        context().subject().setClockAhead(Duration.ZERO);
    }

    /** Returns the number of orders that the limits allow at once; 1 if there is no limit. */
    private static int allowed(VendorLimits limits, ModelSpec model) {
        Optional<ModelLimits> own = limits.models().stream()
                .filter(each -> each.model().equals(model.id()))
                .findFirst();
        List<Integer> all = new ArrayList<>();
        Stream.of(
                        limits.requestsPerMinute(),
                        limits.maxConcurrentTasks(),
                        own.flatMap(ModelLimits::maxConcurrentTasks),
                        own.flatMap(ModelLimits::submits).map(CallRate::calls))
                .flatMap(Optional::stream)
                .forEach(all::add);
        return all.stream().min(Integer::compare).orElse(1);
    }
}
