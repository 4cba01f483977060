package io.github.reel4j.testkit.contract;

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

/** RC-201, RC-209 and RC-210: what is ordered, and what an accepted order is answered with. */
interface OrderRules extends RuleTests {

    @Test
    @DisplayName("RC-201 an accepted order is one order at the vendor and a task that can be printed and read")
    default void returnsTheTask() {
        RuleCheck check = context().ruleCheck("RC-201", "an order that nothing befalls");
        context().eachOperation(operation -> {
            int before = context().subject().acceptedOrders();
            TaskRef task = context().submitted(check, operation);
            check.requireEqual(
                    before + 1, context().subject().acceptedOrders(), "the number of orders at the vendor is right");
            check.requireEqual(context().provider().id(), task.provider(), "the task names the provider");
            check.requireEqual(operation, task.operation(), "the task names the operation");
            check.requireEqual(
                    context().resolved(operation).fingerprint(), task.fingerprint(), "the task names the order");
            Either<VideoFailure, TaskStatus> elsewhere = context()
                    .callPort(
                            check,
                            () -> context().subject().with(Map.of()).tracker().status(TaskRef.parse(task.toString())));
            check.require(
                    elsewhere.isRight(), "another program finds it by what was printed", () -> "it is " + elsewhere);
        });
    }

    @Test
    @DisplayName("RC-209 every value of the order reaches the vendor")
    default void sendsEveryField() {
        context().eachModelOnTheWire((model, vendor) -> {
            RuleCheck check = context().ruleCheck("RC-209", "an order that sets every text and number it can");
            RequestVariants.Tagged order = RequestVariants.maximal(context().request(model), model);
            String sent = sent(check, vendor, order.request());
            order.tags()
                    .forEach((field, mark) -> check.require(
                            RequestBody.contains(sent, mark),
                            "the value of " + field + " is in the request",
                            () -> "this was sent: " + sent));
            // vendors spell sizes in many ways, but never two sizes alike
            RequestVariants.sizes(context().request(model), model)
                    .ifPresent(pair -> requireUnlike(check, vendor, "orders of two sizes", pair));
            RequestVariants.ownFields(context().request(model), model).forEach((field, pair) -> {
                if (pair.stream().allMatch(context()::isOrderable)) {
                    requireUnlike(check, vendor, "orders of two values of " + field, pair);
                }
            });
        });
    }

    private void requireUnlike(RuleCheck check, Simulator vendor, String orders, List<GenerationRequest> pair) {
        String one = sent(check, vendor, pair.get(0));
        check.require(
                !one.equals(sent(check, vendor, pair.get(1))),
                orders + " differ on the wire",
                () -> "both times this was sent: " + one);
    }

    @Test
    @DisplayName("RC-210 the plainest order of every model is accepted by the vendor")
    default void sendsLegalDefaults() {
        context()
                .eachModel(model -> context()
                        .submitted(
                                context().ruleCheck("RC-210", "an order that leaves everything optional unset"),
                                context()
                                        .resolved(RequestVariants.minimal(
                                                context().request(model), model))));
    }

    private String sent(RuleCheck check, Simulator vendor, GenerationRequest order) {
        context().submitted(check, context().resolved(order));
        List<ReceivedRequest> submits = vendor.ledger().submits();
        return submits.get(submits.size() - 1).body();
    }
}
