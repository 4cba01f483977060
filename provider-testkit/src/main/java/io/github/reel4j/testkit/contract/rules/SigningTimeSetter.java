package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.CallbackHint;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.CallbackReader;
import io.github.reel4j.testkit.contract.engine.ContractContext;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.vavr.control.Either;
import java.time.Duration;

/** Sets the provider's clock to the time at which a callback was signed. */
final class SigningTimeSetter {

    private SigningTimeSetter() {}

    /** Sets the clock, requires that the callback is read, and returns how far the clock is ahead. */
    static Duration set(ContractContext context, RuleCheck check, CallbackReader reader, CallbackScenario order) {
        context.subject().setClockAhead(Duration.ZERO);
        Duration back = Duration.between(context.subject().now(), order.submitted());
        Either<VideoFailure, CallbackHint> result = context.callPort(check, () -> reader.read(order.callback()));
        if (result.isRight() || !reader.signed()) {
            return Duration.ZERO;
        }
        context.subject().setClockAhead(back); // some tasks end, and are signed, when they are submitted
        check.require(
                context.callPort(check, () -> reader.read(order.callback())).isRight(),
                "it is read",
                () -> "it is " + result);
        return back;
    }
}
