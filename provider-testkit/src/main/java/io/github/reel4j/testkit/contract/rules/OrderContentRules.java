package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.contract.engine.OrderVariants;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.engine.VariantOrderSender;
import io.github.reel4j.testkit.contract.support.OrderValues;
import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Contract rules about the content of orders and about the task reference of an accepted order: RC-201, RC-209 and
 * RC-210.
 */
public interface OrderContentRules extends LocaleRules {

    @Test
    @DisplayName("RC-201 an accepted order is one order at the vendor, with a task that can be printed and parsed")
    default void returnsTheTask() {
        context().eachModel(model -> {
            RuleCheck check = context().ruleCheck("RC-201", "an order of " + model.id() + " without a fault");
            OrderVariants variants = new OrderVariants(context(), model);
            List<ResolvedRequest> orders = new ArrayList<>(List.of(variants.minimal()));
            variants.full().ifPresent(orders::add);
            if (context().provider().callbacks().isPresent()) {
                orders.add(variants.minimal().withCallback(OrderVariants.CALLBACK));
            }
            Set<String> ids = new HashSet<>();
            for (ResolvedRequest order : orders) {
                TaskRef task = requireTask(check, order);
                check.require(
                        ids.add(task.id()), "each order has a task of its own", () -> task + " was returned before");
            }
        });
    }

    private TaskRef requireTask(RuleCheck check, ResolvedRequest order) {
        int before = context().subject().acceptedOrders();
        TaskRef task = context().submitted(check, order);
        check.requireEqual(
                before + 1, context().subject().acceptedOrders(), "the number of orders at the vendor grows by 1");
        check.requireEqual(context().provider().id(), task.provider(), "the task names the provider");
        check.requireEqual(order.operation(), task.operation(), "the task names the operation");
        check.requireEqual(order.fingerprint(), task.fingerprint(), "the task has the fingerprint of the order");
        check.requireEqual(task, TaskRef.parse(task.toString()), "the printed task reference is read as the same task");
        Either<VideoFailure, TaskStatus> elsewhere = context()
                .callPort(
                        check,
                        () -> context().subject().with(Map.of()).tracker().status(TaskRef.parse(task.toString())));
        check.require(
                elsewhere.isRight(),
                "another provider instance finds the task by its printed reference",
                () -> "it is " + elsewhere);
        return task;
    }

    @Test
    @DisplayName("RC-209 every value of the order reaches the vendor")
    default void sendsEveryField() {
        List<RecordedMinimalOrder> models = new ArrayList<>();
        context().eachModelOnTheWire((model, vendor) -> {
            RuleCheck check = context().ruleCheck("RC-209", "orders of " + model.id() + " for " + model.operation());
            RecordedMinimalOrder sent = new OrderContentCheck(context(), check, model, vendor).run();
            sent.requireDistinct(check, models);
            models.add(sent);
        });
    }

    @Test
    @DisplayName("RC-210 an order with only required values is accepted, for every model and every choice")
    default void sendsLegalDefaults() {
        context().eachModel(model -> {
            RuleCheck check = context().ruleCheck("RC-210", "an order with only required values");
            OrderVariants variants = new OrderVariants(context(), model);
            accept(check, variants.minimal());
            RuleCheck choices = context().ruleCheck("RC-210", "an order with required values and one choice");
            variants.fields().stream()
                    .filter(spec -> OrderValues.kind(spec) == OrderValues.ValueKind.CHOICE)
                    .flatMap(spec -> variants.choices(spec).values().stream())
                    .forEach(order -> accept(choices, order));
        });
    }

    private void accept(RuleCheck check, ResolvedRequest order) {
        context()
                .subject()
                .wire()
                .ifPresentOrElse(
                        vendor -> new VariantOrderSender(context(), check, vendor).accepted(order),
                        () -> context().submitted(check, order));
    }
}
