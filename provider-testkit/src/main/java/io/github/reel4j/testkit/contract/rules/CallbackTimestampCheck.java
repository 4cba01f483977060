package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.CallbackHint;
import io.github.reel4j.model.ReceivedCallback;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.CallbackReader;
import io.github.reel4j.testkit.contract.engine.ContractContext;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.MalformedCallbacks;
import io.vavr.control.Either;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks the timestamp of a signed callback.
 *
 * @param tolerance how far the timestamp may be from now
 * @param ahead how far the clock is ahead when the callback is signed
 */
record CallbackTimestampCheck(
        ContractContext context, CallbackReader reader, ReceivedCallback callback, Duration tolerance, Duration ahead) {

    void run() {
        Duration outside = tolerance.plusSeconds(1);
        for (Duration off : List.of(
                outside,
                outside.negated(),
                tolerance.plusDays(1),
                tolerance.plusDays(1).negated())) {
            RuleCheck check = at(off);
            SignedCallbackRules.requireBadSignature(check, read(check, callback));
        }
        Duration inside = tolerance.minusSeconds(1);
        for (Duration off : List.of(inside, inside.negated())) {
            RuleCheck check = at(off);
            Either<VideoFailure, CallbackHint> result = read(check, callback);
            check.require(
                    result.isRight(),
                    "it is read, because it is within the documented tolerance",
                    () -> "it is " + result);
        }
        requireDocumentedUnit();
    }

    private RuleCheck at(Duration off) {
        RuleCheck check = context.ruleCheck(
                "RC-721", "a callback with a timestamp " + off.negated().toSeconds() + " s after now");
        context.subject().setClockAhead(ahead.plus(off));
        return check;
    }

    /** A time in another unit is thousands of years away, or in 1970. A vendor never signs it. */
    private void requireDocumentedUnit() {
        context.subject().setClockAhead(ahead);
        Instant now = context.subject().now();
        Map<String, Instant> times = new LinkedHashMap<>();
        times.put("1000 times", Instant.ofEpochSecond(now.toEpochMilli()));
        times.put("1,000,000 times", Instant.ofEpochSecond(now.toEpochMilli() * 1000));
        times.put("a 1000th of", Instant.ofEpochMilli(now.getEpochSecond()));
        times.values().removeIf(time -> Duration.between(now, time).abs().compareTo(tolerance) <= 0);
        times.forEach((factor, time) -> {
            RuleCheck check =
                    context.ruleCheck("RC-721", "a callback that is signed with " + factor + " the current timestamp");
            context.subject()
                    .wire()
                    .flatMap(vendor -> vendor.signedCallback(callback.text(), time))
                    .ifPresent(signed -> SignedCallbackRules.requireBadSignature(
                            check, read(check, MalformedCallbacks.received(callback, signed))));
        });
    }

    private Either<VideoFailure, CallbackHint> read(RuleCheck check, ReceivedCallback variant) {
        return context.callPort(check, () -> reader.read(variant));
    }
}
