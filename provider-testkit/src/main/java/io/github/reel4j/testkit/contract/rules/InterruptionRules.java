package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.EventualCondition;
import io.github.reel4j.testkit.contract.support.OwnThreads;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.github.reel4j.testkit.simulator.Simulator;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The contract rule about interrupted submits: RC-801. */
public interface InterruptionRules extends ContractRuleGroup {

    /** How long the request of an order may take to arrive. */
    Duration MAX_ARRIVAL = Duration.ofSeconds(10);

    /** After this time, an order that has not arrived waits inside of the provider. */
    Duration MAX_QUEUED = Duration.ofMillis(500);

    @Test
    @DisplayName("RC-801 an interrupted submit ends, keeps the interrupt flag, and is SUBMISSION_UNKNOWN")
    @Tag("fault-72")
    default void respondsToInterrupts() {
        context().eachOperationOnTheWire((operation, vendor) -> {
            for (Fault fault : List.of(
                    Fault.silence(), Fault.headersThenSilence(), Fault.stall(), Fault.drip(Duration.ofMillis(200)))) {
                RuleCheck check = context()
                        .ruleCheck(
                                "RC-801",
                                "the thread of a submit is interrupted while the vendor responds with: " + fault);
                ResolvedRequest order = context().resolved(operation);
                InterruptedCall.requirePrompt(check, () -> interruptsSentOrder(order, vendor, fault));
            }
            context().orders(operation).stream().skip(1).forEach(order -> {
                Duration unused = interruptsSentOrder(order, vendor, Fault.silence());
            });
            Fault none = Fault.none().describedAs("a task");
            Duration unusedTime = interruptsBeforeSending(operation, vendor, none);
            RuleCheck early = context()
                    .ruleCheck("RC-801", "the thread of a submit was interrupted before it, and the vendor is silent");
            InterruptedCall.requirePrompt(early, () -> interruptsBeforeSending(operation, vendor, Fault.silence()));
            interruptsBesideAnotherOrder(operation, vendor);
            RuleCheck check = context().ruleCheck("RC-801", "an order after interrupted ones");
            TaskRef unused = context().submitted(check, operation);
        });
    }

    private Duration interruptsSentOrder(ResolvedRequest order, Simulator vendor, Fault fault) {
        RuleCheck check = context()
                .ruleCheck(
                        "RC-801",
                        "the thread of a submit is interrupted while the vendor responds with: " + fault
                                + new FaultRounds(context()).difference(order));
        vendor.nextSubmit(fault);
        InterruptedCall<TaskRef> call = InterruptedCall.of(
                        check,
                        "submit",
                        () -> context().submit(order),
                        () -> !check.wire().arrivals(RequestKind.SUBMIT).isEmpty())
                .requireFlag(check);
        requireUnknown(check, call.result());
        return call.elapsed();
    }

    /** A provider that waits for another order must be interruptible as well. */
    private void interruptsBesideAnotherOrder(Operation operation, Simulator vendor) {
        RuleCheck check = context()
                .ruleCheck("RC-801", "the thread of a submit is interrupted while another order has no response");
        OwnThreads threads = new OwnThreads();
        vendor.nextSubmit(Fault.silence());
        vendor.nextSubmit(Fault.silence());
        FutureTask<Either<VideoFailure, TaskRef>> other =
                threads.start(() -> context().submit(context().resolved(operation)));
        boolean ready = EventualCondition.holdsWithin(
                MAX_ARRIVAL, () -> !check.wire().arrivals(RequestKind.SUBMIT).isEmpty() || other.isDone());
        check.require(ready && !other.isDone(), "the other order waits for its response", () -> "it does not");
        long start = System.nanoTime();
        InterruptedCall<TaskRef> unused = InterruptedCall.of(
                        check,
                        "submit",
                        () -> context().submit(context().resolved(operation)),
                        () -> check.wire().arrivals(RequestKind.SUBMIT).size() > 1
                                || System.nanoTime() - start > MAX_QUEUED.toNanos())
                .requireFlag(check);
        other.cancel(true);
        vendor.discardFaults();
    }

    private static void requireUnknown(RuleCheck check, Either<VideoFailure, TaskRef> result) {
        check.require(
                result != null
                        && result.isLeft()
                        && result.getLeft().kind() == FailureKind.SUBMISSION_UNKNOWN
                        && result.getLeft().billingStatus() == BillingStatus.UNKNOWN,
                "it is SUBMISSION_UNKNOWN",
                () -> "it is " + result);
    }

    /** The order may be sent or not. What is reported must agree with it. */
    private Duration interruptsBeforeSending(Operation operation, Simulator vendor, Fault fault) {
        RuleCheck check = context()
                .ruleCheck(
                        "RC-801",
                        "the thread of a submit was interrupted before the call, and the vendor responds with: "
                                + fault);
        vendor.nextSubmit(fault);
        InterruptedCall<TaskRef> call = InterruptedCall.before(
                        check, "submit", () -> context().submit(context().resolved(operation)))
                .requireFlag(check);
        Either<VideoFailure, TaskRef> result = call.result();
        boolean arrived = !check.wire().arrivals(RequestKind.SUBMIT).isEmpty();
        check.require(
                result != null && (result.isLeft() || arrived),
                "there is no task without an order",
                () -> "it is " + result);
        check.require(
                !arrived || result.isRight() || result.getLeft().billingStatus() != BillingStatus.NOT_BILLED,
                "an order that was sent is not reported as not billed",
                () -> "it is " + result);
        vendor.discardFaults();
        return call.elapsed();
    }
}
