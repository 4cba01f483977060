package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.CallbackHint;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ReceivedCallback;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.CallbackReader;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.CallbackForgeries;
import io.github.reel4j.testkit.contract.support.CallbackVariants;
import io.github.reel4j.testkit.contract.support.MalformedCallbacks;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.simulator.TaskSnapshot;
import io.vavr.control.Either;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Contract rules about callbacks, an optional capability: RC-221, RC-323 and RC-324. */
public interface CallbackRules extends ContractRuleGroup {

    /** The paths and queries of callback URLs. */
    List<String> PATHS = List.of(
            CallbackScenario.PATH,
            "/hooks/an-order?token=Zx-8_~.x&empty=&next=%2Fa%20b%26c",
            "/hooks/%7Eorder/a%2Fb%25/caf%C3%A9/+",
            "/hooks/Order//" + "x".repeat(200) + "/",
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
            }
            RuleCheck failed = context().ruleCheck("RC-221", "an order with a callback URL, whose task has failed");
            if (vendor.postsCallback(TaskSnapshot.Phase.FAILED)) {
                check(failed, failing(failed, operation));
            }
            RuleCheck cancelled =
                    context().ruleCheck("RC-221", "an order with a callback URL, whose task was cancelled");
            if (vendor.postsCallback(TaskSnapshot.Phase.CANCELLED)
                    && context().provider().canceller().isPresent()) {
                check(cancelled, cancelled(cancelled, operation));
            }
        });
    }

    private static void check(RuleCheck check, CallbackScenario order) {
        check.require(
                order.arrived().isPresent(),
                "the vendor posts to the callback URL",
                () -> "it does not, as if the order subscribed to other events only");
    }

    private CallbackScenario failing(RuleCheck check, Operation operation) {
        context().subject().nextTaskFails(context().failureCode(), "the model has failed");
        return CallbackScenario.order(context(), check, operation);
    }

    private CallbackScenario cancelled(RuleCheck check, Operation operation) {
        return CallbackScenario.order(context(), check, operation, CallbackScenario.PATH, task -> {
            Object unused = context()
                    .callPort(
                            check,
                            () -> context().provider().canceller().orElseThrow().cancel(task));
            context().subject().finishTasks();
        });
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

    @Test
    @DisplayName("RC-323 a callback is read as a hint to its task, without a request")
    default void readsTheTaskId() {
        eachReader((reader, operation) -> {
            RuleCheck check = context().ruleCheck("RC-323", "a callback as the vendor posts it");
            CallbackScenario order = CallbackScenario.order(context(), check, operation);
            if (order.arrived().isEmpty()) {
                context().notApplicable("no callback arrived, see RC-221");
                return;
            }
            requireTask(check, reader, order);
            requireTask(context().ruleCheck("RC-323", "a callback that is posted a second time"), reader, order);
            requireTask(
                    context().ruleCheck("RC-323", "a provider that did not submit the order"),
                    context().subject().with(Map.of()).callbacks().orElseThrow(),
                    order);
            RuleCheck lost = context().ruleCheck("RC-323", "a callback of an order whose response was lost");
            requireTask(lost, reader, CallbackScenario.lostOrder(context(), lost, order.task()));
            RuleCheck failed = context().ruleCheck("RC-323", "a callback of a task that has failed");
            requireTask(failed, reader, failing(failed, operation));
            if (context().provider().canceller().isPresent()
                    && context().subject().wire().orElseThrow().postsCallback(TaskSnapshot.Phase.CANCELLED)) {
                RuleCheck cancelled = context().ruleCheck("RC-323", "a callback of a task that was cancelled");
                requireTask(cancelled, reader, cancelled(cancelled, operation));
            }
        });
    }

    private void requireTask(RuleCheck check, CallbackReader reader, CallbackScenario order) {
        if (order.arrived().isEmpty()) {
            return; // see RC-221
        }
        Duration unused = SignatureClock.set(context(), check, reader, order);
        int before = context().requests();
        CallbackHint hint = read(check, reader, order.callback()).getOrElseGet(failure -> {
            throw check.failed("it names the task", failure.toString());
        });
        check.requireEqual(
                order.task().id(),
                hint.taskId(),
                "it names the task of " + order.task().operation());
        check.requireEqual(
                Either.right(order.task()),
                context()
                        .callPort(check, () -> reader.task(order.request(), hint))
                        .map(order::withTimeOfSubmit),
                "the task reference equals that of the submit, except for its time");
        check.requireEqual(before, context().requests(), "the number of requests at the vendor is unchanged");
        context().subject().setClockAhead(Duration.ZERO);
    }

    @Test
    @DisplayName("RC-324 reading any posted request returns a value")
    @Tag("fault-108")
    default void rejectsMalformedCallbacks() {
        eachReader((reader, operation) -> {
            MalformedCallbacks.callbacks().forEach((name, callback) -> {
                RuleCheck check = context().ruleCheck("RC-324", "a callback with " + name);
                requireRejection(check, read(check, reader, callback));
            });
            RuleCheck genuine = context().ruleCheck("RC-324", "a callback as the vendor posts it");
            CallbackScenario order = CallbackScenario.order(context(), genuine, operation);
            if (order.arrived().isPresent()) {
                Duration unused = SignatureClock.set(context(), genuine, reader, order);
                ReceivedCallback posted = order.callback();
                CallbackVariants.of(posted.text()).forEach((name, body) -> readVariant(reader, posted, name, body));
                CallbackForgeries.of(posted, any -> true, posted).forEach((name, callback) -> {
                    RuleCheck check = context().ruleCheck("RC-324", "a callback with " + name);
                    requireNamed(check, callback.text(), read(check, reader, callback));
                });
                context().subject().setClockAhead(Duration.ZERO);
            }
        });
    }

    /** Reads a body under the genuine headers and, if the dialect can sign it, with a signature of its own. */
    private void readVariant(CallbackReader reader, ReceivedCallback posted, String name, String body) {
        RuleCheck check = context().ruleCheck("RC-324", "a callback with " + name);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        requireNamed(check, body, read(check, reader, new ReceivedCallback(posted.headers(), bytes)));
        context()
                .subject()
                .wire()
                .flatMap(vendor ->
                        vendor.signedCallback(body, context().subject().now()))
                .ifPresent(signed -> {
                    RuleCheck again = context().ruleCheck("RC-324", "a signed callback with " + name);
                    requireNamed(again, body, read(again, reader, MalformedCallbacks.received(posted, signed)));
                });
    }

    /** Requires a rejection, or a task that the body names. */
    private static void requireNamed(RuleCheck check, String body, Either<VideoFailure, CallbackHint> result) {
        if (result.isLeft()) {
            requireRejection(check, result);
        } else {
            check.require(
                    CallbackVariants.names(body, result.get().taskId()),
                    "it is rejected, or read as a task that it names",
                    () -> "it is " + result);
        }
    }

    private static void requireRejection(RuleCheck check, Either<VideoFailure, CallbackHint> result) {
        check.require(
                result.isLeft()
                        && List.of(FailureKind.BAD_SIGNATURE, FailureKind.UNEXPECTED_RESPONSE)
                                .contains(result.getLeft().kind()),
                "it is UNEXPECTED_RESPONSE or BAD_SIGNATURE",
                () -> "it is " + result);
    }

    private Either<VideoFailure, CallbackHint> read(RuleCheck check, CallbackReader reader, ReceivedCallback callback) {
        return context().callPort(check, () -> reader.read(callback));
    }

    private void eachReader(BiConsumer<CallbackReader, Operation> check) {
        context()
                .provider()
                .callbacks()
                .ifPresentOrElse(
                        reader -> context()
                                .eachOperationOnTheWire((operation, vendor) -> check.accept(reader, operation)),
                        () -> context().notApplicable("the provider declares no callbacks"));
    }
}
