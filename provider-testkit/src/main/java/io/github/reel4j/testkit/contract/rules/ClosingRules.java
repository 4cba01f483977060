package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.EventualCondition;
import io.github.reel4j.testkit.contract.support.OwnThreads;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.RecordedRequest;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.github.reel4j.testkit.simulator.Simulator;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract rule about closing a provider: RC-806. */
public interface ClosingRules extends ContractRuleGroup {

    /** Real time, far above what is required, because a busy machine is slow. */
    Duration MAX_CLOSE = Duration.ofSeconds(3);

    /** The time in which connections and threads must end. */
    Duration MAX_RELEASE = Duration.ofSeconds(8);

    /** Requests of a closed provider that are an error. */
    Set<RequestKind> CALLS =
            Set.of(RequestKind.SUBMIT, RequestKind.POLL, RequestKind.CANCEL, RequestKind.UPLOAD, RequestKind.DOWNLOAD);

    @Test
    @DisplayName("RC-806 a closed provider has no thread and no connection left, and sends nothing")
    default void releasesItsResources(@TempDir Path folder) {
        context().eachOperationOnTheWire((operation, vendor) -> {
            closesAfterUse(operation, vendor, folder);
            closesDuringCalls(operation, vendor, folder);
            if (operation == context().operations().get(0)) { // it waits for a deadline in real time
                closesDuringSubmit(operation, vendor);
            }
        });
    }

    private void closesAfterUse(Operation operation, Simulator vendor, Path folder) {
        RuleCheck check = context().ruleCheck("RC-806", "a provider is closed after an order, its polls and download");
        OwnThreads threads = new OwnThreads();
        int before = vendor.openConnections();
        VideoProvider other = context().subject().with(Map.of());
        VideoProvider closed = inTime(check, threads, () -> context().subject().with(Map.of()));
        TaskRef task = inTime(check, threads, () -> order(check, closed, operation));
        context().subject().finishTasks();
        Path target = folder.resolve(operation.id() + ".mp4");
        GeneratedVideo video = inTime(check, threads, () -> fetch(check, closed, task, target));
        PortCallSequence ports = new PortCallSequence(context(), closed, operation);
        int calls = inTime(check, threads, () -> ports.use(vendor));
        check.require(calls > 0, "a port was called before the provider is closed", () -> "no call was possible");
        close(check, threads, closed);
        close(check, threads, closed); // has no effect
        requireReleased(check, threads, vendor, before);
        sendsNothing(check, closed, operation, vendor, video, folder, ports);
        RuleCheck own = context().ruleCheck("RC-806", "another instance of the provider was closed");
        TaskRef next = order(own, other, operation);
        Either<VideoFailure, TaskStatus> status =
                context().callPort(own, () -> other.tracker().status(next));
        own.require(status.isRight(), "this instance still polls", () -> "it is " + status);
        TaskRef unused = context().submitted(own, operation);
        other.close();
    }

    private <T> T inTime(RuleCheck check, OwnThreads threads, Supplier<T> call) {
        return threads.run(
                Duration.ofSeconds(30), call, () -> check.failed("each call returns", "one did not within 30 s"));
    }

    private TaskRef order(RuleCheck check, VideoProvider provider, Operation operation) {
        return context()
                .callPort(check, () -> provider.generator().submit(context().resolved(operation)))
                .getOrElseGet(failure -> {
                    throw check.failed("an order without a fault is accepted", failure.toString());
                });
    }

    private GeneratedVideo fetch(RuleCheck check, VideoProvider provider, TaskRef task, Path target) {
        Either<VideoFailure, TaskStatus> status =
                context().callPort(check, () -> provider.tracker().status(task));
        if (status.isRight() && status.get() instanceof TaskStatus.Succeeded succeeded) {
            Either<VideoFailure, Path> unused =
                    context().callPort(check, () -> provider.downloader().download(succeeded.video(), target));
            return succeeded.video();
        }
        throw check.failed("the finished task has succeeded", "it is " + status);
    }

    private static void close(RuleCheck check, OwnThreads threads, VideoProvider provider) {
        boolean unused = threads.run(
                MAX_CLOSE,
                () -> {
                    try {
                        provider.close();
                        return true;
                    } catch (RuntimeException e) {
                        throw check.failed("closing never throws", e + " was thrown");
                    }
                },
                () -> check.failed(
                        "closing returns without waiting for calls",
                        "it did not return within " + MAX_CLOSE.toSeconds() + " s"));
    }

    /** An HTTP client without a close method ends its threads when it is no longer referenced. */
    private static void requireReleased(RuleCheck check, OwnThreads threads, Simulator vendor, int before) {
        for (int attempt = 0; attempt < 8; attempt++) {
            if (EventualCondition.holdsWithin(
                    MAX_RELEASE.dividedBy(8),
                    () -> vendor.openConnections() <= before && threads.names().isEmpty())) {
                return;
            }
            System.gc();
        }
        check.require(
                vendor.openConnections() <= before,
                "it has no open connection left",
                () -> (vendor.openConnections() - before) + " are open");
        check.require(threads.names().isEmpty(), "it has no thread left", () -> "these run: " + threads.names());
    }

    private void sendsNothing(
            RuleCheck check,
            VideoProvider closed,
            Operation operation,
            Simulator vendor,
            GeneratedVideo video,
            Path folder,
            PortCallSequence ports) {
        List<RecordedRequest> earlier = vendor.ledger().recordedRequests();
        Either<VideoFailure, TaskRef> order = context()
                .callPort(check, () -> closed.generator().submit(context().resolved(operation)));
        check.require(order.isLeft(), "a submit after closing fails", () -> "it is " + order);
        check.require(
                order.getLeft().billingStatus() != BillingStatus.BILLED,
                "a submit after closing is not reported as billed",
                () -> "it is " + order);
        Path target = folder.resolve(operation.id() + "-closed.mp4");
        Either<VideoFailure, Path> download =
                context().callPort(check, () -> closed.downloader().download(video, target));
        check.require(download.isLeft(), "a download after closing fails", () -> "it is " + download);
        ports.requireFailures(check, video.task());
        boolean later = EventualCondition.holdsWithin(Duration.ofMillis(100), () -> calls(vendor) > calls(earlier));
        check.require(!later, "nothing is sent", () -> (calls(vendor) - calls(earlier)) + " requests were sent");
    }

    private static long calls(Simulator vendor) {
        return calls(vendor.ledger().recordedRequests());
    }

    private static long calls(List<RecordedRequest> requests) {
        return requests.stream().filter(each -> CALLS.contains(each.kind())).count();
    }

    private void closesDuringCalls(Operation operation, Simulator vendor, Path folder) {
        RuleCheck check = context().ruleCheck("RC-806", "a provider is closed while it polls and downloads");
        OwnThreads threads = new OwnThreads();
        int before = vendor.openConnections();
        // between MAX_CLOSE and MAX_RELEASE, so that a provider that waits for its calls exceeds MAX_CLOSE
        VideoProvider closed = inTime(check, threads, () -> context().subject().with(Map.of("poll-timeout", "5s")));
        TaskRef task = inTime(check, threads, () -> order(check, closed, operation));
        context().subject().finishTasks();
        Path first = folder.resolve(operation.id() + "-first.mp4");
        GeneratedVideo video = inTime(check, threads, () -> fetch(check, closed, task, first));
        int polls = check.wire().arrivals(RequestKind.POLL).size();
        vendor.nextPoll(Fault.silence());
        vendor.nextDownload(Fault.stall());
        FutureTask<Either<VideoFailure, TaskStatus>> poll =
                threads.start(() -> closed.tracker().status(task));
        Path second = folder.resolve(operation.id() + "-second.mp4");
        FutureTask<Either<VideoFailure, Path>> download =
                threads.start(() -> closed.downloader().download(video, second));
        boolean unused = EventualCondition.holdsWithin(
                MAX_RELEASE,
                () -> check.wire().arrivals(RequestKind.POLL).size() > polls
                        && check.wire().arrivals(RequestKind.DOWNLOAD).size() > 1);
        close(check, threads, closed);
        requireEnds(check, "download", download);
        requireEnds(check, "poll", poll);
        requireReleased(check, threads, vendor, before);
    }

    private static <T> void requireEnds(RuleCheck check, String name, FutureTask<Either<VideoFailure, T>> call) {
        Either<VideoFailure, T> result = OwnThreads.await(
                MAX_RELEASE,
                call,
                () -> check.failed("the " + name + " ends", "it does not within " + MAX_RELEASE.toSeconds() + " s"));
        check.require(result.isLeft(), "the " + name + " fails", () -> "it is " + result);
    }

    /** An order that was sent may have been accepted, also if the provider is closed meanwhile. */
    private void closesDuringSubmit(Operation operation, Simulator vendor) {
        RuleCheck check = context().ruleCheck("RC-806", "a provider is closed while the responses to orders are due");
        OwnThreads threads = new OwnThreads();
        int before = vendor.openConnections();
        VideoProvider closed =
                inTime(check, threads, () -> context().subject().with(Map.of("submit-timeout", "500ms")));
        OrdersInFlight orders = OrdersInFlight.start(context(), check, threads, closed, operation);
        close(check, threads, closed);
        orders.requireUnknown(check);
        vendor.discardFaults();
        requireReleased(check, threads, vendor, before);
    }
}
