package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.spi.CallRate;
import io.github.reel4j.testkit.contract.engine.OrderVariants;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.ResponseBarrier;
import io.github.reel4j.testkit.contract.support.SentValue;
import io.github.reel4j.testkit.simulator.AppliedLimits;
import io.github.reel4j.testkit.simulator.BilledOrder;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.github.reel4j.testkit.simulator.Simulator;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Contract rule about concurrent calls: RC-803. */
public interface ParallelOrderRules extends ContractRuleGroup {

    /** The number of calls, unless the vendor accepts fewer at once. */
    int MAX_CALLS = 24;

    @Test
    @DisplayName("RC-803 concurrent submits make exactly one order each, with a task of its own")
    @Tag("fault-76")
    default void isThreadSafe() {
        RuleCheck check = context().ruleCheck("RC-803", MAX_CALLS + " calls at the same time");
        ExecutorService threads = Executors.newFixedThreadPool(MAX_CALLS);
        try {
            context().eachOperation(operation -> {
                ResolvedRequest plain = context().resolved(operation);
                int calls = calls(check, plain);
                List<DistinctOrders.DistinctOrder> orders =
                        DistinctOrders.of(new OrderVariants(context(), plain.model()), plain, calls);
                int before = context().subject().acceptedOrders();
                List<TaskRef> tasks = overlapping(
                        check,
                        RequestKind.SUBMIT,
                        calls,
                        () -> parallel(
                                threads,
                                orders,
                                order -> context()
                                        .submit(order.request())
                                        .getOrElseThrow(failure ->
                                                check.failed("every call returns a task", failure.toString()))));
                Set<String> ids = new HashSet<>();
                tasks.forEach(task -> ids.add(task.id()));
                check.requireEqual(calls, ids.size(), "the number of distinct tasks equals the number of calls");
                check.requireEqual(
                        before + calls,
                        context().subject().acceptedOrders(),
                        "the number of orders at the vendor equals the number of calls");
                requireOwnOrders(check, orders, tasks);
                requireOwnVideos(check, threads, orders, tasks);
                context()
                        .subject()
                        .wire()
                        .ifPresent(vendor -> new OverlappingCalls(context(), vendor, operation).run());
            });
        } finally {
            threads.shutdownNow();
        }
    }

    /** Runs the calls, and requires that their requests are at the vendor at the same time. */
    private <T> T overlapping(RuleCheck check, RequestKind kind, int requests, Supplier<T> calls) {
        Optional<Simulator> vendor = context().subject().wire();
        if (vendor.isEmpty()) {
            return calls.get();
        }
        try (ResponseBarrier held = ResponseBarrier.until(vendor.get(), kind, requests)) {
            T results = calls.get();
            check.require(
                    held.haveOverlapped(),
                    requests + " requests are at the vendor at the same time",
                    () -> "fewer are");
            return results;
        }
    }

    /** Returns the number of calls; fewer if the vendor does not accept as many at once. */
    private int calls(RuleCheck check, ResolvedRequest order) {
        context().submitted(check, order);
        context().subject().finishTasks();
        AppliedLimits limits =
                context().subject().wire().map(Simulator::appliedLimits).orElse(AppliedLimits.NONE);
        int calls = Math.min(MAX_CALLS, limits.rate().map(CallRate::calls).orElse(MAX_CALLS));
        return Math.min(calls, limits.maxConcurrentTasks().orElse(MAX_CALLS));
    }

    private static <T, R> List<R> parallel(ExecutorService threads, List<T> inputs, Function<T, R> call) {
        List<CompletableFuture<R>> results = new ArrayList<>();
        inputs.forEach(input -> {
            Supplier<R> work = () -> call.apply(input);
            results.add(CompletableFuture.supplyAsync(work, threads));
        });
        try {
            return results.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException e) {
            if (e.getCause() instanceof AssertionError failed) {
                throw failed;
            }
            throw e;
        }
    }

    /** Requires that the task of each call is the one that the vendor created for its order. */
    private void requireOwnOrders(RuleCheck check, List<DistinctOrders.DistinctOrder> orders, List<TaskRef> tasks) {
        Map<String, BilledOrder> billed = new HashMap<>();
        context()
                .subject()
                .wire()
                .ifPresent(vendor -> vendor.ledger().orders().forEach(order -> billed.put(order.taskId(), order)));
        for (int i = 0; i < orders.size(); i++) {
            BilledOrder order = billed.get(tasks.get(i).id());
            SentValue mark = orders.get(i).mark();
            check.requireEqual(
                    orders.get(i).request().fingerprint(),
                    tasks.get(i).fingerprint(),
                    "each task has the fingerprint of its order");
            if (order != null && orders.stream().anyMatch(each -> each.mark().isIn(order.body()))) {
                check.require(
                        mark.isIn(order.body()),
                        "the task of each call is that of its order",
                        () -> "the task of the order with '" + mark.text() + "' is that of " + order.body());
            }
        }
    }

    private void requireOwnVideos(
            RuleCheck check, ExecutorService threads, List<DistinctOrders.DistinctOrder> orders, List<TaskRef> tasks) {
        context().subject().finishTasks();
        List<URI> videos = overlapping(
                check, RequestKind.POLL, tasks.size(), () -> parallel(threads, tasks, task -> video(check, task)));
        check.requireEqual(orders.size(), new HashSet<>(videos).size(), "each task has a video of its own");
        for (int i = 0; i < Math.min(4, orders.size()); i++) {
            // a link may differ from poll to poll in its signature
            check.requireEqual(
                    video(check, tasks.get(i)).getPath(),
                    videos.get(i).getPath(),
                    "a poll on one of several threads returns the video of its task");
        }
    }

    private URI video(RuleCheck check, TaskRef task) {
        boolean limited = context()
                .callPort(check, () -> context().poll(task))
                .fold(failure -> failure.kind() == FailureKind.RATE_LIMITED, status -> false);
        if (limited) {
            context().subject().finishTasks();
        }
        return context().finishedVideo(check, task).url();
    }
}
