package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.FaultCatalog;
import io.github.reel4j.testkit.simulator.BilledOrder;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.JsonValueReplacer;
import io.github.reel4j.testkit.simulator.Simulator;
import io.vavr.control.Either;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Contract rules about submit responses whose content contradicts their status: RC-204 about successes that are
 * unreadable or have no task id, and RC-212 about errors that have one.
 */
public interface SubmitResponseRules extends ContractRuleGroup {

    @Test
    @DisplayName("RC-204 a 2xx that is unreadable or has no task id is SUBMISSION_UNKNOWN")
    @Tag("fault-38")
    @Tag("fault-40")
    @Tag("fault-41")
    @Tag("fault-48")
    @Tag("fault-49")
    @Tag("fault-52")
    default void doesNotTrustUnreadableSuccess() {
        FaultRounds rounds = new FaultRounds(context());
        List<Fault> encodings = FaultCatalog.unusualEncodings();
        List<Fault> all = Stream.concat(FaultCatalog.successesWithoutTask().stream(), encodings.stream())
                .toList();
        rounds.eachOrder(all.subList(0, 2), all, (order, vendor, fault) -> {
            RuleCheck check = context()
                    .ruleCheck("RC-204", "the vendor accepts the order, then: " + fault + rounds.difference(order));
            vendor.nextSubmit(fault);
            Either<VideoFailure, TaskRef> unused = rounds.unknown(check, order, vendor, encodings.contains(fault));
            rounds.requireUsable("RC-204", order.operation(), fault.toString());
        });
        rounds.each(List.of(), List.of(400, 401, 402, 404, 429), (operation, vendor, status) -> {
            RuleCheck check = context()
                    .ruleCheck("RC-204", "the response to an order is HTTP 200 with the body of an error " + status);
            Fault fault = Fault.errorBody(200, status);
            vendor.nextSubmit(rejectsInside(vendor) ? fault.beforeAccepting() : fault);
            Either<VideoFailure, TaskRef> result =
                    context().callPort(check, () -> context().submit(context().resolved(operation)));
            context().requireOneSubmit(check);
            check.require(result.isLeft(), "it is a failure", () -> "it is " + result);
            check.require(
                    rejectsInside(vendor) || result.getLeft().kind() == FailureKind.SUBMISSION_UNKNOWN,
                    "it is SUBMISSION_UNKNOWN, because no document says that a 2xx rejects an order",
                    () -> "it is " + result);
        });
        rounds.each(List.of(), List.of("html", "json"), (operation, vendor, form) -> {
            String body = form.equals("html") ? "<h1>Back soon</h1>" : "{\"success\": \"Back soon\"}";
            RuleCheck check = context().ruleCheck("RC-204", "the response to an order is HTTP 200 with " + body);
            vendor.nextSubmit(Fault.response(200, form.equals("html") ? "text/html" : "application/json", body));
            VideoFailure failure =
                    rounds.rejected(check, context().resolved(operation), Set.of(FailureKind.SUBMISSION_UNKNOWN));
            check.require(
                    failure.rawResponse().orElse("").contains("Back soon"),
                    "the failure has an excerpt of the response",
                    () -> "its excerpt is " + failure.rawResponse());
        });
    }

    private void requireTask(RuleCheck check, ResolvedRequest order, Simulator vendor) {
        VideoFailure failure = context().expectRejection(check, order, FailureKind.SUBMISSION_UNKNOWN);
        List<BilledOrder> orders = vendor.ledger().orders();
        String id = orders.get(orders.size() - 1).taskId();
        check.requireEqual(Optional.of(id), failure.task().map(TaskRef::id), "the failure has the task");
        check.requireEqual(
                Optional.of(order.operation()), failure.task().map(TaskRef::operation), "the task has the operation");
    }

    private static boolean rejectsInside(Simulator vendor) {
        return vendor.codedRejections().stream()
                .anyMatch(rejection -> rejection.response().status() < 300);
    }

    @Test
    @DisplayName("RC-212 an error response with a task id is SUBMISSION_UNKNOWN with the task, after one request")
    @Tag("fault-129")
    default void keepsTasksOfRejections() {
        FaultRounds rounds = new FaultRounds(context());
        List<Integer> statuses = Stream.concat(FaultCatalog.redirects().stream(), FaultCatalog.errorStatuses().stream())
                .toList();
        rounds.eachOrder(List.of(400, 402, 404, 429, 500), statuses, (order, vendor, status) -> {
            RuleCheck check = context()
                    .ruleCheck(
                            "RC-212",
                            "the vendor accepts the order and sends its task id with HTTP " + status
                                    + rounds.difference(order));
            vendor.nextSubmit(Fault.namingTask(status));
            requireTask(check, order, vendor);
        });
        rounds.eachOrder(List.of(), List.of(1_000, 20_000, 400_000), (order, vendor, length) -> {
            RuleCheck check = context()
                    .ruleCheck(
                            "RC-212",
                            "the vendor sends the task id with HTTP 500, and " + length + " characters behind it"
                                    + rounds.difference(order));
            vendor.nextSubmit(
                    Fault.namingTask(500).changingBody(body -> JsonValueReplacer.padded(body, body.length + length)));
            requireTask(check, order, vendor);
        });
    }
}
