package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.CallbackHint;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ReceivedCallback;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.CallbackReader;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.MalformedCallbacks;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.vavr.control.Either;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Contract rules about callbacks, an optional capability: RC-221, RC-323, RC-324 and RC-721. */
public interface CallbackRules extends ContractRuleGroup {

    @Test
    @DisplayName("RC-221 the callback URL reaches the vendor; without callbacks such an order is rejected before "
            + "any HTTP call")
    default void sendsTheCallbackUrl() {
        if (context().provider().callbacks().isEmpty()) {
            rejectsCallbacksIfUnsupported();
            return;
        }
        RuleCheck check = context().ruleCheck("RC-221", "an order with a callback URL, whose task has ended");
        context().eachOperationOnTheWire((operation, vendor) -> {
            CallbackScenario order = CallbackScenario.order(context(), check, operation);
            check.requireEqual(
                    Optional.of(CallbackScenario.PATH),
                    order.arrived().map(ReceivedRequest::target),
                    "the vendor posts to the callback URL of the order, of " + operation);
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
        RuleCheck check = context().ruleCheck("RC-323", "a callback as the vendor posts it");
        eachReader((reader, operation) -> {
            CallbackScenario order = CallbackScenario.order(context(), check, operation);
            if (order.arrived().isEmpty()) {
                context().notApplicable("no callback arrived, see RC-221");
                return;
            }
            int before = context().requests();
            CallbackHint hint = read(check, reader, order.callback()).getOrElseGet(failure -> {
                throw check.failed("it names the task", failure.toString());
            });
            check.requireEqual(order.task().id(), hint.taskId(), "it names the task of " + operation);
            check.requireEqual(
                    Either.right(order.task()),
                    context()
                            .callPort(check, () -> reader.task(order.request(), hint))
                            .map(order::withTimeOfSubmit),
                    "the task reference equals that of the submit, except for its time");
            check.requireEqual(before, context().requests(), "the number of requests at the vendor is unchanged");
        });
    }

    @Test
    @DisplayName("RC-324 reading any posted request returns a value")
    @Tag("fault-108")
    default void rejectsMalformedCallbacks() {
        eachReader((reader, operation) -> MalformedCallbacks.callbacks().forEach((name, callback) -> {
            RuleCheck check = context().ruleCheck("RC-324", "a callback with " + name);
            Either<VideoFailure, CallbackHint> result = read(check, reader, callback);
            check.require(
                    result.isLeft()
                            && List.of(FailureKind.BAD_SIGNATURE, FailureKind.UNEXPECTED_RESPONSE)
                                    .contains(result.getLeft().kind()),
                    "it is UNEXPECTED_RESPONSE or BAD_SIGNATURE",
                    () -> "it is " + result);
        }));
    }

    @Test
    @DisplayName("RC-721 a signed callback is read only with a valid and recent signature")
    @Tag("fault-112")
    default void checksTheSignature() {
        RuleCheck genuine = context().ruleCheck("RC-721", "a callback as the vendor posts and signs it");
        eachReader((reader, operation) -> {
            if (!reader.signed()) {
                context().notApplicable("the vendor documents no signature");
                return;
            }
            CallbackScenario order = CallbackScenario.order(context(), genuine, operation);
            if (order.arrived().isEmpty()) {
                context().notApplicable("no callback arrived, see RC-221");
                return;
            }
            Duration ahead = clockOfSignature(genuine, reader, order);
            MalformedCallbacks.forgeries(order.callback()).forEach((name, forgery) -> {
                RuleCheck check = context().ruleCheck("RC-721", "a callback with " + name);
                requireBadSignature(check, read(check, reader, forgery));
            });
            reader.timestampTolerance()
                    .ifPresent(window -> requireTimestampCheck(reader, order.callback(), window, ahead));
            requireKeyRotation(reader, operation);
        });
    }

    /**
     * Sets the provider's clock to the time at which a callback was signed, requires that it is read, and returns how
     * far the clock is ahead.
     */
    private Duration clockOfSignature(RuleCheck check, CallbackReader reader, CallbackScenario order) {
        context().subject().setClockAhead(Duration.ZERO);
        Duration back = Duration.between(context().subject().now(), order.submitted());
        Either<VideoFailure, CallbackHint> result = read(check, reader, order.callback());
        if (result.isRight()) {
            return Duration.ZERO;
        }
        context().subject().setClockAhead(back); // some tasks end, and are signed, when they are submitted
        check.require(read(check, reader, order.callback()).isRight(), "it is read", () -> "it is " + result);
        return back;
    }

    /** Requires that a key counts from the time at which the vendor publishes it until it no longer does. */
    private void requireKeyRotation(CallbackReader reader, Operation operation) {
        context().subject().setClockAhead(Duration.ZERO);
        RuleCheck check = context().ruleCheck("RC-721", "a callback as the vendor posts and signs it");
        CallbackScenario first = CallbackScenario.order(context(), check, operation);
        Duration unused = clockOfSignature(check, reader, first);
        Instant signed = context().subject().now();
        if (!context().subject().wire().orElseThrow().rotateSigningKey()) {
            return;
        }
        context().subject().setClockAhead(Duration.ZERO);
        RuleCheck rotated = context().ruleCheck("RC-721", "a callback that is signed with a new key of the vendor");
        CallbackScenario second = CallbackScenario.order(context(), rotated, operation);
        Duration renewed = clockOfSignature(rotated, reader, second);
        context().subject().setClockAhead(renewed);
        requireUnavailable(second.callback());
        RuleCheck withdrawn = context()
                .ruleCheck("RC-721", "a recent callback that is signed with a key that the vendor has withdrawn");
        context().subject().setClockAhead(Duration.ZERO);
        context().subject().setClockAhead(Duration.between(context().subject().now(), signed));
        requireBadSignature(withdrawn, read(withdrawn, reader, first.callback()));
        context().subject().setClockAhead(Duration.ZERO);
    }

    /** Requires that a callback is not accepted while the public keys cannot be fetched. */
    private void requireUnavailable(ReceivedCallback callback) {
        RuleCheck check = context().ruleCheck("RC-721", "a callback whose public keys cannot be fetched");
        CallbackReader reader = context()
                .subject()
                .with(Map.of("jwks-url", "http://127.0.0.1:1/keys"))
                .callbacks()
                .orElseThrow();
        Either<VideoFailure, CallbackHint> result = read(check, reader, callback);
        check.require(
                result.isLeft()
                        && List.of(FailureKind.UNAVAILABLE, FailureKind.BAD_SIGNATURE)
                                .contains(result.getLeft().kind()),
                "it is UNAVAILABLE or BAD_SIGNATURE",
                () -> "it is " + result);
    }

    private void requireTimestampCheck(
            CallbackReader reader, ReceivedCallback callback, Duration window, Duration ahead) {
        Duration outside = window.plusMinutes(1);
        for (Duration off : List.of(outside, outside.negated())) {
            RuleCheck check = context()
                    .ruleCheck(
                            "RC-721",
                            "a callback with a timestamp " + off.negated().toSeconds() + " s after now");
            context().subject().setClockAhead(ahead.plus(off));
            requireBadSignature(check, read(check, reader, callback));
        }
        Duration inside = window.dividedBy(2);
        for (Duration off : List.of(inside, inside.negated())) {
            RuleCheck check = context()
                    .ruleCheck(
                            "RC-721",
                            "a callback with a timestamp " + off.negated().toSeconds() + " s after now");
            context().subject().setClockAhead(ahead.plus(off));
            Either<VideoFailure, CallbackHint> result = read(check, reader, callback);
            check.require(
                    result.isRight(),
                    "it is read, because it is within the documented tolerance",
                    () -> "it is " + result);
        }
    }

    private static void requireBadSignature(RuleCheck check, Either<VideoFailure, CallbackHint> result) {
        check.require(
                result.isLeft() && result.getLeft().kind() == FailureKind.BAD_SIGNATURE,
                "it is BAD_SIGNATURE",
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
