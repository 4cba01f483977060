package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.LocaleAndZone;
import io.github.reel4j.testkit.contract.support.RetryAfterHeader;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.vavr.control.Either;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Contract rules about the delay after a poll that failed: RC-308 and RC-315. */
public interface PollDelayRules extends ContractRuleGroup {

    @Test
    @ResourceLock(Resources.TIME_ZONE)
    @ResourceLock(Resources.LOCALE)
    @DisplayName("RC-308 a rate-limited poll is RATE_LIMITED with the delay of Retry-After")
    default void reportsPollRateLimit() {
        Fault limit = Fault.http(429).retryAfter("9");
        requireDelays("RC-308", 429, Set.of(FailureKind.RATE_LIMITED));
        context().eachFaultyResultOnTheWire("RC-308", limit, this::requireLimited);
        Instant date = context().subject().now().plusSeconds(90).truncatedTo(ChronoUnit.SECONDS);
        LocaleAndZone.inEach(() -> {
            Fault fault = Fault.http(429).retryAfter(date);
            context().eachOperationOnTheWire((operation, vendor) -> {
                RuleCheck dated =
                        context().ruleCheck("RC-308", "the response to a poll is " + fault + ", 90 s from now");
                TaskRef task = context().submitted(dated, operation);
                vendor.nextPoll(fault);
                context().requireWait(dated, context().expectPollFailure(dated, FailureKind.RATE_LIMITED, task));
            });
        });
    }

    @Test
    @DisplayName("RC-315 an unavailable vendor's delay of Retry-After is kept by a failed poll")
    default void reportsDelayOfUnavailableVendor() {
        requireDelays("RC-315", 503, Set.of(FailureKind.UNAVAILABLE, FailureKind.UNEXPECTED_RESPONSE));
    }

    private void requireDelays(String rule, int status, Set<FailureKind> kinds) {
        List<RetryAfterHeader> headers =
                RetryAfterHeader.all(context().subject().now());
        FaultRounds rounds = new FaultRounds(context());
        rounds.each(List.of(RetryAfterHeader.SECONDS), headers, (operation, vendor, header) -> {
            TaskRef task = context().submitted(context().ruleCheck(rule, "an order"), operation);
            for (String again : List.of("", ", for the second time")) {
                RuleCheck check =
                        context().ruleCheck(rule, "the response to a poll is " + status + " with " + header + again);
                vendor.nextPoll(header.on(status));
                Either<VideoFailure, TaskStatus> result =
                        context().callPort(check, () -> context().poll(task));
                FaultRounds.requireKind(check, result, kinds);
                requireDelay(check, FaultRounds.requireTask(check, result, task), header);
                check.requireEqual(
                        1, check.wire().arrivals(RequestKind.POLL).size(), "the number of polls that arrive");
            }
        });
        // a gateway in front of the vendor sends the header as well
        Fault empty = Fault.emptyBody(status);
        List<Fault> gateway = List.of(Fault.page(status), Fault.text(status), empty);
        rounds.each(List.of(), gateway, (operation, vendor, response) -> {
            TaskRef task = context().submitted(context().ruleCheck(rule, "an order"), operation);
            headers.stream().filter(header -> !header.optional()).forEach(header -> {
                RuleCheck check =
                        context().ruleCheck(rule, "the response to a poll is " + response + " with " + header);
                vendor.nextPoll(response.retryAfter(header.value()));
                Either<VideoFailure, TaskStatus> result =
                        context().callPort(check, () -> context().poll(task));
                if (response == empty) { // a page may be reported as an outage
                    FaultRounds.requireKind(check, result, kinds);
                }
                result.peekLeft(failure -> requireDelay(check, failure, header));
                vendor.discardFaults();
            });
        });
    }

    private static void requireDelay(RuleCheck check, VideoFailure failure, RetryAfterHeader header) {
        check.require(
                header.allows(failure.retryAfter()),
                "the failure has " + header.expected(),
                () -> "its delay is " + failure.retryAfter());
    }

    private void requireLimited(RuleCheck check, TaskRef task) {
        VideoFailure failure = context().expectPollFailure(check, FailureKind.RATE_LIMITED, task);
        check.requireEqual(Optional.of(Duration.ofSeconds(9)), failure.retryAfter(), "the failure has the delay");
    }
}
