package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.CancelOutcome;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.DownloadListener;
import io.github.reel4j.port.VideoDownloader;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.engine.RuleViolation;
import io.github.reel4j.testkit.contract.support.FaultCatalog;
import io.github.reel4j.testkit.contract.support.RecordingChannel;
import io.github.reel4j.testkit.contract.support.SubmitErrorResponse;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.TaskSnapshot;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract rule about the billing status of orders that were accepted: RC-503. */
public interface BillingStatusRules extends ContractRuleGroup {

    /** Responses of file hosts that mean "not billed" if an API sends them. */
    List<Fault> DOWNLOADS = Stream.concat(
                    Stream.of(Fault.connectionReset(), Fault.cutAt(50), Fault.page(503)),
                    Stream.of(400, 401, 402, 403, 404, 410, 429, 500).map(Fault::http))
            .toList();

    @Test
    @DisplayName("RC-503 an order that was accepted, or may have been, is not reported as NOT_BILLED")
    default void neverUnderstatesBilling(@TempDir Path folder) {
        List<Fault> core = List.of(
                Fault.connectionReset(),
                Fault.html(),
                Fault.http(500),
                Fault.redirect(303, "/x"),
                Fault.redirect(302, "/x"));
        List<Fault> spread = Stream.of(
                        FaultCatalog.submits(response -> response.kinds().equals(Set.of(FailureKind.SUBMISSION_UNKNOWN))
                                        && response.body() != SubmitErrorResponse.Body.PAGE
                                        && response.body() != SubmitErrorResponse.Body.TEXT)
                                .stream()
                                .map(SubmitErrorResponse::fault),
                        FaultCatalog.brokenConnections().stream(),
                        FaultCatalog.successesWithoutTask().stream(),
                        FaultCatalog.statusesInUse().stream().map(Fault::namingTask))
                .flatMap(each -> each)
                .filter(Fault::accepts)
                .toList();
        new FaultRounds(context()).each(core, spread, (operation, vendor, fault) -> {
            RuleCheck check = context().ruleCheck("RC-503", "the vendor accepts the order, then: " + fault);
            vendor.nextSubmit(fault);
            requireNotUnbilled(
                    check,
                    context().callPort(check, () -> context().submit(context().resolved(operation))));
        });
        List<Fault> polls =
                FaultCatalog.statusesInUse().stream().map(Fault::http).toList();
        new FaultRounds(context()).each(List.of(), polls, this::requireBilledPoll);
        context().eachOperationOnTheWire((operation, vendor) -> {
            reportsInterruptedCalls(operation, vendor);
            reportsFailedTask(operation);
            reportsFailedDownloads(operation, vendor, folder);
            reportsCancelOfFinishedTask(operation, vendor);
        });
    }

    /** An order is in flight, or was accepted before. */
    private void reportsInterruptedCalls(Operation operation, Simulator vendor) {
        vendor.nextTask().queued(Duration.ofMinutes(5));
        TaskRef task = context().submitted(context().ruleCheck("RC-503", "an order"), operation);
        for (Fault fault : List.of(Fault.silence(), Fault.headersThenSilence())) {
            vendor.nextSubmit(fault);
            interrupt(
                    RequestKind.SUBMIT, fault, () -> context().submit(context().resolved(operation)));
            vendor.nextPoll(fault);
            interrupt(RequestKind.POLL, fault, () -> context().poll(task));
            context().provider().canceller().ifPresent(canceller -> {
                vendor.nextCancel(fault);
                interrupt(RequestKind.CANCEL, fault, () -> canceller.cancel(task));
            });
            vendor.discardFaults();
        }
    }

    private <T> void interrupt(RequestKind kind, Fault fault, Supplier<Either<VideoFailure, T>> call) {
        String name = kind.name().toLowerCase(Locale.ROOT);
        RuleCheck check = context()
                .ruleCheck(
                        "RC-503",
                        "the thread of a " + name + " is interrupted while the vendor responds with: " + fault);
        Either<VideoFailure, T> result;
        try {
            result = InterruptedCall.of(
                            check,
                            name,
                            call,
                            () -> !check.wire().arrivals(kind).isEmpty())
                    .result();
        } catch (RuleViolation e) {
            return; // RC-801 and RC-805 require that it returns
        }
        if (result != null && !check.wire().arrivals(kind).isEmpty()) {
            requireNotUnbilled(check, result);
        }
    }

    private void reportsFailedTask(Operation operation) {
        RuleCheck check = context().ruleCheck("RC-503", "the vendor fails a task");
        context().subject().nextTaskFails(context().failureCode(), "the vendor's reason");
        TaskRef task = context().submitted(check, operation);
        context().subject().finishTasks();
        TaskStatus status = context().status(check, task);
        check.require(
                !(status instanceof TaskStatus.Failed failed)
                        || failed.failure().billingStatus() != BillingStatus.NOT_BILLED,
                "the billing status is UNKNOWN or BILLED",
                () -> "it is " + status);
    }

    /** A provider may repeat a download. */
    private void reportsFailedDownloads(Operation operation, Simulator vendor, Path folder) {
        GeneratedVideo video = finishedVideo(operation);
        VideoDownloader downloader = context().provider().downloader();
        Path target = folder.resolve(operation.id() + ".mp4");
        for (Fault fault : DOWNLOADS) {
            RuleCheck check = context().ruleCheck("RC-503", "a download of a finished video meets: " + fault);
            vendor.nextDownload(fault);
            requireNotUnbilled(check, context().callPort(check, () -> downloader.download(video, target)));
            vendor.nextDownload(fault);
            requireNotUnbilled(
                    check,
                    context()
                            .callPort(
                                    check,
                                    () -> downloader.download(video, new RecordingChannel(), DownloadListener.NONE)));
            vendor.discardFaults();
        }
    }

    private GeneratedVideo finishedVideo(Operation operation) {
        RuleCheck check = context().ruleCheck("RC-503", "a finished task");
        TaskRef task = context().submitted(check, operation);
        context().subject().finishTasks();
        return context().finishedVideo(check, task);
    }

    /** A cancel that comes too late does not change the bill. */
    private void reportsCancelOfFinishedTask(Operation operation, Simulator vendor) {
        Optional<BillingStatus> stated = vendor.billingOfCancel(TaskSnapshot.Phase.SUCCEEDED);
        if (stated.equals(Optional.of(BillingStatus.NOT_BILLED))) {
            return;
        }
        context().provider().canceller().ifPresent(canceller -> {
            RuleCheck check = context().ruleCheck("RC-503", "a cancel of a finished task");
            TaskRef task = finishedVideo(operation).task();
            Either<VideoFailure, CancelOutcome> result = context().callPort(check, () -> canceller.cancel(task));
            requireNotUnbilled(check, result);
            check.require(
                    result.isLeft() || result.get().billingStatus() != BillingStatus.NOT_BILLED,
                    "the billing status is UNKNOWN or BILLED",
                    () -> "it is " + result);
        });
    }

    private void requireBilledPoll(Operation operation, Simulator vendor, Fault fault) {
        RuleCheck check = context().ruleCheck("RC-503", "a poll or a cancel of an accepted order meets: " + fault);
        TaskRef task = context().submitted(check, operation);
        vendor.nextPoll(fault);
        requireNotUnbilled(check, context().callPort(check, () -> context().poll(task)));
        context().provider().canceller().ifPresent(canceller -> {
            vendor.nextCancel(fault);
            requireNotUnbilled(check, context().callPort(check, () -> canceller.cancel(task)));
        });
        vendor.discardFaults();
    }

    private static void requireNotUnbilled(RuleCheck check, Either<VideoFailure, ?> result) {
        check.require(
                result.isRight() || result.getLeft().billingStatus() != BillingStatus.NOT_BILLED,
                "the billing status is UNKNOWN or BILLED",
                () -> "it is " + result);
    }
}
