package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.simulator.Fault;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Contract rules about concurrency and interruption: RC-8xx. */
public interface ConcurrencyRules extends ContractRuleGroup {

    /** The API key of another account at the same vendor. */
    String SECOND_KEY = "second-key-of-the-suite";

    @Test
    @DisplayName("RC-801 an interrupted submit ends, keeps the interrupt flag, and is SUBMISSION_UNKNOWN")
    @Tag("fault-72")
    default void respondsToInterrupts() {
        RuleCheck check =
                context().ruleCheck("RC-801", "the thread of a submit is interrupted while the vendor is silent");
        context().eachOperationOnTheWire((operation, vendor) -> {
            int before = vendor.ledger().requests().size();
            vendor.nextSubmit(Fault.silence());
            AtomicReference<Either<VideoFailure, TaskRef>> result = new AtomicReference<>();
            AtomicReference<Boolean> flag = new AtomicReference<>();
            Thread caller = new Thread(() -> {
                result.set(context().submit(context().resolved(operation)));
                flag.set(Thread.currentThread().isInterrupted());
            });
            caller.setDaemon(true);
            caller.start();
            try {
                boolean unused = vendor.ledger().awaitRequests(before + 1, Duration.ofSeconds(10));
                caller.interrupt();
                caller.join(3000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("the test was interrupted", e);
            }
            Either<VideoFailure, TaskRef> ended = result.get();
            if (ended == null) {
                throw check.failed("the submit returns within 1 s", "it did not return within 3 s after the interrupt");
            }
            check.require(
                    ended.isLeft()
                            && ended.getLeft().kind() == FailureKind.SUBMISSION_UNKNOWN
                            && ended.getLeft().billingStatus() == BillingStatus.UNKNOWN,
                    "it is SUBMISSION_UNKNOWN",
                    () -> "it is " + ended);
            check.require(Boolean.TRUE.equals(flag.get()), "the interrupt flag is set", () -> "it was cleared");
        });
    }

    @Test
    @DisplayName("RC-802 two keys in one program are kept apart")
    default void isolatesApiKeys() {
        RuleCheck check = context().ruleCheck("RC-802", "two providers with two keys, used alternately");
        VideoProvider first = context().provider();
        VideoProvider second = context().subject().with(Map.of("api-key", SECOND_KEY));
        context().eachOperationOnTheWire((operation, vendor) -> {
            for (VideoProvider each : List.of(first, second, first, second)) {
                Either<VideoFailure, TaskRef> unused = context()
                        .callPort(check, () -> each.generator().submit(context().resolved(operation)));
                List<ReceivedRequest> submits = vendor.ledger().submits();
                String headers = submits.get(submits.size() - 1).headers().toString();
                check.require(
                        headers.contains(each == first ? context().subject().secret() : SECOND_KEY),
                        "each order has its own key in a header",
                        () -> "one does not");
            }
        });
    }

    @Test
    @DisplayName("RC-803 concurrent submits make exactly one order each, with a task of its own")
    @Tag("fault-76")
    default void isThreadSafe() {
        int calls = 24;
        RuleCheck check = context().ruleCheck("RC-803", calls + " calls on 8 threads");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            context().eachOperation(operation -> {
                int before = context().subject().acceptedOrders();
                List<CompletableFuture<Either<VideoFailure, TaskRef>>> results = new ArrayList<>();
                for (int call = 0; call < calls; call++) {
                    results.add(CompletableFuture.supplyAsync(
                            () -> context().submit(context().resolved(operation)), threads));
                }
                Set<String> tasks = new HashSet<>();
                results.forEach(result -> tasks.add(result.join()
                        .getOrElseThrow(failure -> check.failed("every call returns a task", failure.toString()))
                        .id()));
                check.requireEqual(calls, tasks.size(), "the number of distinct tasks equals the number of calls");
                check.requireEqual(
                        before + calls,
                        context().subject().acceptedOrders(),
                        "the number of orders at the vendor equals the number of calls");
            });
        } finally {
            threads.shutdownNow();
        }
    }
}
