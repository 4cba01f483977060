package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.CallbackHint;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ReceivedCallback;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.CallbackReader;
import io.github.reel4j.testkit.contract.engine.OrderVariants;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.CallbackForgeries;
import io.github.reel4j.testkit.contract.support.CallbackVariants;
import io.github.reel4j.testkit.contract.support.MalformedCallbacks;
import io.github.reel4j.testkit.simulator.TaskSnapshot;
import io.vavr.control.Either;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Contract rules about callbacks, an optional capability: RC-323 and RC-324. */
public interface CallbackRules extends CallbackUrlRules {

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
            if (FaultRounds.isLast(context(), operation)) {
                RuleCheck elsewhere = context().ruleCheck("RC-323", "a callback that is read on another thread");
                requireTask(elsewhere, new OtherThreadReader(reader, elsewhere), order);
            }
            requireTask(
                    context().ruleCheck("RC-323", "a provider that did not submit the order"),
                    context().subject().with(Map.of()).callbacks().orElseThrow(),
                    order);
            RuleCheck lost = context().ruleCheck("RC-323", "a callback of an order whose response was lost");
            requireTask(lost, reader, CallbackScenario.lostOrder(context(), lost, order.task()));
            RuleCheck failed = context().ruleCheck("RC-323", "a callback of a task that has failed");
            requireTask(failed, reader, CallbackScenario.failing(context(), failed, operation));
            readsTasksOfOtherModels(reader, operation);
            if (context().provider().canceller().isPresent()
                    && context().subject().wire().orElseThrow().postsCallback(TaskSnapshot.Phase.CANCELLED)) {
                RuleCheck cancelled = context().ruleCheck("RC-323", "a callback of a task that was cancelled");
                requireTask(cancelled, reader, CallbackScenario.cancelled(context(), cancelled, operation));
            }
        });
    }

    private void readsTasksOfOtherModels(CallbackReader reader, Operation operation) {
        context().orders(operation).stream()
                .skip(1)
                .filter(order -> order.callback().isEmpty())
                .filter(order -> context()
                        .provider()
                        .violations(order.withCallback(OrderVariants.CALLBACK))
                        .isEmpty())
                .forEach(order -> {
                    RuleCheck check = context()
                            .ruleCheck(
                                    "RC-323",
                                    "a callback of an order of " + order.model().id());
                    requireTask(check, reader, CallbackScenario.order(context(), check, order));
                });
    }

    private void requireTask(RuleCheck check, CallbackReader reader, CallbackScenario order) {
        if (order.arrived().isEmpty()) {
            return; // see RC-221
        }
        Duration unused = SigningTimeSetter.set(context(), check, reader, order);
        int before = context().requests();
        Instant read = context().subject().now();
        CallbackHint hint = read(check, reader, order.callback()).getOrElseGet(failure -> {
            throw check.failed("it names the task", failure.toString());
        });
        check.requireEqual(
                order.task().id(),
                hint.taskId(),
                "it names the task of " + order.task().operation());
        Either<VideoFailure, TaskRef> task = context().callPort(check, () -> reader.task(order.request(), hint));
        check.requireEqual(
                Either.right(order.task()),
                task.map(order::withTimeOfSubmit),
                "the task reference equals that of the submit, except for its time");
        Instant first = order.submitted().isBefore(read) ? order.submitted() : read;
        check.require(
                !task.get().submittedAt().isBefore(first.minusSeconds(1))
                        && !task.get().submittedAt().isAfter(read.plusSeconds(1)),
                "the time of the reference is not before the submit, and not after the reading",
                () -> "it is " + task.get().submittedAt() + ", of an order at " + order.submitted() + ", read at "
                        + read);
        context().requireNoRequest(check, before);
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
                Duration unused = SigningTimeSetter.set(context(), genuine, reader, order);
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
                    !result.get().taskId().isBlank()
                            && CallbackVariants.names(body, result.get().taskId()),
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
