package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.WireFields;
import io.github.reel4j.testkit.simulator.BilledOrder;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The minimal order of a model as the vendor received and billed it.
 *
 * @param wire the request
 * @param dependent the places that depend on the values of fields, or change from order to order
 * @param billed the order in the vendor's ledger
 */
record RecordedMinimalOrder(ModelSpec model, WireFields wire, Set<String> dependent, Optional<BilledOrder> billed) {

    /** Requires that the vendor can distinguish the orders of this model and of others. */
    void requireDistinct(RuleCheck check, List<RecordedMinimalOrder> others) {
        for (RecordedMinimalOrder other : others) {
            if (model.id().equals(other.model.id()) && model.operation() == other.model.operation()) {
                continue; // RC-101 requires distinct ids
            }
            Set<String> ignored = new HashSet<>();
            if (!model.id().equals(other.model.id())) {
                ignored.addAll(dependent);
                ignored.addAll(other.dependent);
            }
            check.require(
                    !wire.without(ignored).equals(other.wire.without(ignored)),
                    "orders of " + name(model) + " and of " + name(other.model) + " differ on the wire",
                    () -> "apart from the values of fields, both were:\n" + wire);
            check.require(
                    billed.flatMap(BilledOrder::model)
                            .filter(id -> id.equals(other.model.id()) && !id.equals(model.id()))
                            .isEmpty(),
                    "the vendor bills the model that was ordered, " + model.id(),
                    () -> "it bills " + other.model.id() + " for:\n" + wire);
        }
    }

    private static String name(ModelSpec model) {
        return model.id() + " (" + model.operation() + ")";
    }
}
