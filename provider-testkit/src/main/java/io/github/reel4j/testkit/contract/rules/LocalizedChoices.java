package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.testkit.contract.engine.ContractContext;
import io.github.reel4j.testkit.contract.engine.OrderVariants;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.engine.VariantOrderSender;
import io.github.reel4j.testkit.contract.support.LocaleAndZone;
import io.github.reel4j.testkit.contract.support.WireFields;
import io.github.reel4j.testkit.simulator.Simulator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Sends the orders of one model that have every choice with an i, in the root locale and in the Turkish one, in which
 * the upper case of i is not I. Requires that both requests are equal.
 */
record LocalizedChoices(RuleCheck check, OrderVariants variants, VariantOrderSender sender) {

    private static final Pattern I = Pattern.compile("[iI]");

    static LocalizedChoices of(ContractContext context, ModelSpec model, Simulator vendor) {
        RuleCheck check =
                context.ruleCheck("RC-804", "orders of " + model.id() + " with each choice that contains an i");
        return new LocalizedChoices(
                check, new OrderVariants(context, model), new VariantOrderSender(context, check, vendor));
    }

    void requireSame() {
        Map<ResolvedRequest, WireFields> expected = new LinkedHashMap<>();
        variants.listed(I.asPredicate()).forEach(order -> expected.put(order, sent(order)));
        if (expected.isEmpty()) {
            return;
        }
        Map.Entry<ResolvedRequest, WireFields> first =
                expected.entrySet().iterator().next();
        Set<String> changing = new TreeSet<>(sent(first.getKey()).differences(first.getValue()));
        LocaleAndZone.inTurkish(() -> expected.forEach((order, wire) -> {
            WireFields local = sent(order);
            Set<String> differences = local.differences(wire);
            differences.removeAll(changing);
            check.require(
                    differences.isEmpty(),
                    "the request is the same in the locale " + Locale.getDefault(),
                    () -> "for " + order.formatted() + " these places differ: " + differences + "\nThe request was:\n"
                            + local);
        }));
    }

    private WireFields sent(ResolvedRequest order) {
        return sender.accepted(order).wire();
    }
}
