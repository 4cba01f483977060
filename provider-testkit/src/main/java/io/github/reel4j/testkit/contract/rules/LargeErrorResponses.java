package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.contract.engine.ContractContext;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.VendorMessages;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.JsonValueReplacer;
import io.github.reel4j.testkit.simulator.Simulator;
import io.vavr.control.Either;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Large error responses to orders and polls, whose reason must be kept if that of a small one is. */
final class LargeErrorResponses {

    /** The size of a response that is larger than an excerpt of it, in KiB. Every status is tested with it. */
    static final int MIN_KIBIBYTES = 9;

    private static final VendorMessages.Message REASON = VendorMessages.CORE.get(0);

    /** A rejection, and errors of the kinds that a provider maps in different ways. */
    private static final List<Integer> LARGE_STATUSES = List.of(400, 401, 404, 409, 422, 429, 500, 503);

    private final ContractContext context;
    private final BiConsumer<RuleCheck, VideoFailure> requireReason;
    private final Map<String, Boolean> keptWhenSmall = new HashMap<>();

    LargeErrorResponses(ContractContext context, BiConsumer<RuleCheck, VideoFailure> requireReason) {
        this.context = context;
        this.requireReason = requireReason;
    }

    void toOrders(Operation operation, Simulator vendor, int kibibytes) {
        requireReasons(
                "an order",
                operation,
                kibibytes,
                vendor::nextSubmit,
                () -> context.submit(context.resolved(operation)));
    }

    void toPolls(TaskRef task, Simulator vendor, int kibibytes) {
        requireReasons("a poll", task.operation(), kibibytes, vendor::nextPoll, () -> context.poll(task));
    }

    private <T> void requireReasons(
            String port,
            Operation operation,
            int kibibytes,
            Consumer<Fault> next,
            Supplier<Either<VideoFailure, T>> call) {
        boolean every = kibibytes == MIN_KIBIBYTES && FaultRounds.isLast(context, operation);
        for (int status : every ? FailureReasonRules.STATUSES : LARGE_STATUSES) {
            RuleCheck check = context.ruleCheck(
                    "RC-504", "the response to " + port + " is " + status + ", of " + kibibytes + " KiB");
            Fault small = Fault.http(status, REASON.text());
            boolean kept = keptWhenSmall.computeIfAbsent(
                    port + operation + status, first -> isKept(result(check, small, next, call)));
            if (kept) {
                Fault large = small.changingBody(body -> JsonValueReplacer.padded(body, kibibytes * 1024));
                Either<VideoFailure, T> result = result(check, large, next, call);
                check.require(result.isLeft(), "it fails", () -> "it is " + result);
                requireReason.accept(check, result.getLeft());
            }
        }
    }

    /** A provider may repeat a poll whose response does not name the task. */
    private <T> Either<VideoFailure, T> result(
            RuleCheck check, Fault fault, Consumer<Fault> next, Supplier<Either<VideoFailure, T>> call) {
        next.accept(fault);
        next.accept(fault);
        Either<VideoFailure, T> result = context.callPort(check, call);
        context.subject().wire().ifPresent(Simulator::discardFaults);
        return result;
    }

    /** RC-502 requires that a small response keeps its reason, where it does. */
    private static boolean isKept(Either<VideoFailure, ?> result) {
        return result.isLeft() && result.getLeft().vendorMessage().orElse("").contains(REASON.start());
    }
}
