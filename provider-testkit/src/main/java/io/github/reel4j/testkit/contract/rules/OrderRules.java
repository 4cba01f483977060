package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.RequestBody;
import io.github.reel4j.testkit.contract.support.RequestVariants;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.simulator.Simulator;
import io.vavr.control.Either;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Contract rules about the content of orders, and the task reference of an accepted order:
 * RC-201, RC-209 and RC-210.
 */
public interface OrderRules extends ContractRuleGroup {

    @Test
    @DisplayName("RC-201 an accepted order is one order at the vendor, with a task that can be printed and parsed")
    default void returnsTheTask() {
        RuleCheck check = context().ruleCheck("RC-201", "an order without a fault");
        context().eachOperation(operation -> {
            int before = context().subject().acceptedOrders();
            TaskRef task = context().submitted(check, operation);
            check.requireEqual(
                    before + 1, context().subject().acceptedOrders(), "the number of orders at the vendor grows by 1");
            check.requireEqual(context().provider().id(), task.provider(), "the task names the provider");
            check.requireEqual(operation, task.operation(), "the task names the operation");
            check.requireEqual(
                    context().resolved(operation).fingerprint(),
                    task.fingerprint(),
                    "the task has the fingerprint of the order");
            Either<VideoFailure, TaskStatus> elsewhere = context()
                    .callPort(
                            check,
                            () -> context().subject().with(Map.of()).tracker().status(TaskRef.parse(task.toString())));
            check.require(
                    elsewhere.isRight(),
                    "another provider instance finds the task by its printed reference",
                    () -> "it is " + elsewhere);
        });
    }

    @Test
    @DisplayName("RC-209 every value of the order reaches the vendor")
    default void sendsEveryField() {
        context().eachModelOnTheWire((model, vendor) -> {
            RuleCheck check = context().ruleCheck("RC-209", "an order that sets every text and number of the model");
            RequestVariants.Tagged order = RequestVariants.maximal(context().request(model), model);
            String sent = sentBody(check, vendor, order.request());
            order.tags()
                    .forEach((field, tag) -> check.require(
                            RequestBody.contains(sent, tag),
                            "the value of " + field + " is in the request",
                            () -> "the request was: " + sent));
            // vendors write sizes in different ways, but two sizes always differ
            RequestVariants.sizes(context().request(model), model)
                    .ifPresent(pair -> requireDifferent(check, vendor, "orders of two sizes", pair));
            RequestVariants.furtherFields(context().request(model), model).forEach((field, pair) -> {
                if (pair.stream().allMatch(context()::isOrderable)) {
                    requireDifferent(check, vendor, "orders of two values of " + field, pair);
                }
            });
        });
    }

    private void requireDifferent(RuleCheck check, Simulator vendor, String orders, List<GenerationRequest> pair) {
        String one = sentBody(check, vendor, pair.get(0));
        check.require(
                !one.equals(sentBody(check, vendor, pair.get(1))),
                orders + " differ on the wire",
                () -> "both requests were: " + one);
    }

    @Test
    @DisplayName("RC-210 an order with only required values is accepted, for every model")
    default void sendsLegalDefaults() {
        context()
                .eachModel(model -> context()
                        .submitted(
                                context().ruleCheck("RC-210", "an order with only required values"),
                                context()
                                        .resolved(RequestVariants.minimal(
                                                context().request(model), model))));
    }

    private String sentBody(RuleCheck check, Simulator vendor, GenerationRequest order) {
        context().submitted(check, context().resolved(order));
        List<ReceivedRequest> submits = vendor.ledger().submits();
        return submits.get(submits.size() - 1).body();
    }
}
