package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.CallbackReader;
import io.github.reel4j.testkit.contract.engine.OrderVariants;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.engine.RuleViolation;
import io.github.reel4j.testkit.contract.support.LocaleAndZone;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Contract rule about the defaults of the JVM: RC-804. */
public interface LocaleRules extends ContractRuleGroup {

    @Test
    @ResourceLock(Resources.TIME_ZONE)
    @ResourceLock(Resources.LOCALE)
    @DisplayName("RC-804 an order is the same whatever the locale, the time zone and the clock of the machine are")
    default void isIndependentOfTheMachine() {
        context().eachOperation(operation -> {
            RuleCheck check = context().ruleCheck("RC-804", "an order from submit to download");
            OrderVariants variants =
                    new OrderVariants(context(), context().resolved(operation).model());
            OrderLifecycleComparison comparison = new OrderLifecycleComparison(
                    context(),
                    check,
                    List.of(variants.minimal(), variants.full().orElseGet(variants::minimal)));
            OrderLifecycleComparison.LifecycleSnapshot expected = comparison.observe();
            comparison.ignoreChanges(comparison.observe(), expected);
            LocaleAndZone.inMany(() -> comparison.requireSame(
                    expected,
                    "in the locale " + Locale.getDefault() + " and the zone "
                            + TimeZone.getDefault().getID()));
            comparison.ignoreTimeLeft(expected);
            for (Duration ahead : List.of(Duration.ofDays(2), Duration.ofHours(-9))) {
                context().subject().setClockAhead(ahead);
                comparison.requireSame(
                        expected, "when the clock of the machine is " + ahead + " ahead of the vendor's");
            }
            context().subject().setClockAhead(Duration.ZERO);
        });
        context()
                .eachModelOnTheWire((model, vendor) ->
                        LocalizedChoices.of(context(), model, vendor).requireSame());
        context()
                .eachOperationOnTheWire((operation, vendor) -> context()
                        .provider()
                        .callbacks()
                        .ifPresent(reader -> readsCallbacksInEachZone(reader, operation)));
    }

    private void readsCallbacksInEachZone(CallbackReader reader, Operation operation) {
        RuleCheck check = context().ruleCheck("RC-804", "a callback");
        String expected = callback(check, reader, operation);
        LocaleAndZone.inMany(() -> check.requireEqual(
                expected,
                callback(check, reader, operation),
                "what is read of it is the same in the locale " + Locale.getDefault() + " and the zone "
                        + TimeZone.getDefault().getID()));
    }

    /** Describes what a provider reads of a callback. Its time need not be exact to the minute. */
    private String callback(RuleCheck check, CallbackReader reader, Operation operation) {
        CallbackScenario order = CallbackScenario.order(context(), check, operation);
        if (order.arrived().isEmpty()) {
            return ""; // see RC-221
        }
        try {
            Duration unused = SigningTimeSetter.set(context(), check, reader, order);
        } catch (RuleViolation e) {
            return ""; // RC-323 requires that it is read
        }
        Either<VideoFailure, TaskRef> task = context()
                .callPort(
                        check, () -> reader.read(order.callback()).flatMap(hint -> reader.task(order.request(), hint)));
        String text = task.fold(
                failure -> failure.kind().name(),
                found -> OrderLifecycleComparison.order(found) + ", "
                        + OrderLifecycleComparison.minutesAgo(
                                found, context().subject().now()));
        context().subject().setClockAhead(Duration.ZERO);
        return text;
    }
}
