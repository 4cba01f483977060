package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.testkit.contract.engine.OrderVariants;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.WireFields;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.TaskSnapshot;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A contract rule about the callback URLs of orders: RC-221. */
public interface CallbackUrlRules extends ContractRuleGroup {

    /** The paths and queries of callback URLs. */
    List<String> PATHS = List.of(
            CallbackScenario.PATH,
            "/hooks/an-order?token=Zx-8_~.x&empty=&next=%2Fa%20b%26c",
            "/hooks/%7Eorder/a%2Fb%25/caf%C3%A9/+",
            "/hooks/Order//" + "x".repeat(200) + "/",
            "/hooks/a;v=1,2/(b)'!*$&+=:@~_.-?q=a+b&r=a%20b&s=/?:@!$'()*,;",
            "/");

    @Test
    @DisplayName("RC-221 the callback URL reaches the vendor; without callbacks such an order is rejected before "
            + "any HTTP call")
    default void sendsTheCallbackUrl() {
        if (context().provider().callbacks().isEmpty()) {
            rejectsCallbacksIfUnsupported();
            return;
        }
        context().eachOperationOnTheWire((operation, vendor) -> {
            int first = context().operations().indexOf(operation);
            for (int i = first;
                    i < PATHS.size() + first;
                    i += context().operations().size()) {
                String path = PATHS.get(i % PATHS.size());
                RuleCheck check = context()
                        .ruleCheck("RC-221", "an order with the callback URL https://.../" + path.substring(1));
                int subscribed = vendor.startSubscriptions();
                CallbackScenario order = CallbackScenario.order(
                        context(),
                        check,
                        operation,
                        path,
                        task -> context().subject().finishTasks());
                check.requireEqual(
                        Optional.of(path),
                        order.arrived().map(ReceivedRequest::target),
                        "the vendor posts to the callback URL of the order, of " + operation);
                check.require(
                        vendor.startSubscriptions() == subscribed,
                        "the order asks for callbacks about the end of its task only",
                        () -> "it asks for one when the task starts, too");
            }
            context().orders(operation).stream()
                    .skip(1)
                    .filter(order -> order.callback().isEmpty())
                    .forEach(this::sendsTheCallbackUrl);
            sendsEachPartOfTheUrl(operation, vendor);
            RuleCheck failed = context().ruleCheck("RC-221", "an order with a callback URL, whose task has failed");
            if (vendor.postsCallback(TaskSnapshot.Phase.FAILED)) {
                check(failed, CallbackScenario.failing(context(), failed, operation));
            }
            RuleCheck cancelled =
                    context().ruleCheck("RC-221", "an order with a callback URL, whose task was cancelled");
            if (vendor.postsCallback(TaskSnapshot.Phase.CANCELLED)
                    && context().provider().canceller().isPresent()) {
                check(cancelled, CallbackScenario.cancelled(context(), cancelled, operation));
            }
        });
    }

    /** A provider may reject such URLs, but must not send others. */
    private void sendsEachPartOfTheUrl(Operation operation, Simulator vendor) {
        URI url = URI.create("https://user:pass%40word@callbacks.example:8443/hooks?order=1#part");
        ResolvedRequest order = context().resolved(operation).withCallback(url);
        RuleCheck check = context().ruleCheck("RC-221", "an order with the callback URL " + url);
        if (context().provider().violations(order).isEmpty()
                && context().callPort(check, () -> context().submit(order)).isRight()) {
            List<ReceivedRequest> submits = vendor.ledger().submits();
            WireFields sent = WireFields.of(submits.get(submits.size() - 1));
            check.require(
                    sent.values().values().stream().anyMatch(text -> text.contains(url.toString())),
                    "the URL is in the order as it was given",
                    () -> "the order was:\n" + sent);
        }
    }

    /** Requires the callback of an order of another model, unless the provider rejects such orders. */
    private void sendsTheCallbackUrl(ResolvedRequest order) {
        if (context()
                .provider()
                .violations(order.withCallback(OrderVariants.CALLBACK))
                .isEmpty()) {
            RuleCheck check =
                    context().ruleCheck("RC-221", "an order of " + order.model().id() + " with a callback URL");
            check(check, CallbackScenario.order(context(), check, order));
        }
    }

    private static void check(RuleCheck check, CallbackScenario order) {
        check.require(
                order.arrived().isPresent(),
                "the vendor posts to the callback URL",
                () -> "it does not, as if the order subscribed to other events only");
    }

    private void rejectsCallbacksIfUnsupported() {
        RuleCheck check =
                context().ruleCheck("RC-221", "an order with a callback URL, for a provider without callbacks");
        URI hooks = URI.create("https://example.com/hooks");
        SingleProviderClient client =
                new SingleProviderClient(context().provider(), builder -> builder.callbackUrl(hooks));
        context()
                .eachOperation(operation -> check.requireEqual(
                        Optional.of(FailureKind.UNSUPPORTED),
                        client.failureOf(
                                check, each -> each.submit(context().subject().request(operation))),
                        "the failure of the order is UNSUPPORTED"));
        check.requireEqual(0, context().requests(), "the vendor receives no request");
        context().notApplicable("the provider declares no callbacks");
    }
}
