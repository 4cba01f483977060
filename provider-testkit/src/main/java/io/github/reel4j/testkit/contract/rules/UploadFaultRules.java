package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.MediaUploader;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.EventualCondition;
import io.github.reel4j.testkit.contract.support.FaultCatalog;
import io.github.reel4j.testkit.contract.support.OwnThreads;
import io.github.reel4j.testkit.contract.support.ResponseRecorder;
import io.github.reel4j.testkit.contract.support.SampleMediaFile;
import io.github.reel4j.testkit.contract.support.UnreadableMediaFile;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.github.reel4j.testkit.simulator.Simulator;
import io.vavr.control.Either;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The contract rule about uploads that fail: RC-902. */
public interface UploadFaultRules extends ContractRuleGroup {

    /** Kinds of failures that no upload has. */
    Set<FailureKind> NOT_OF_UPLOADS =
            Set.of(FailureKind.NO_PROVIDER, FailureKind.ORDER_KEY_CONFLICT, FailureKind.JOURNAL_FAILED);

    /** The deadline of uploads whose response never completes. */
    Duration UPLOAD_TIMEOUT = Duration.ofMillis(300);

    /** The real time after which an upload is taken for one that never ends. */
    Duration MAX_UPLOAD = Duration.ofSeconds(3);

    @Test
    @DisplayName("RC-902 a failed upload is reported as not billed and names no task")
    default void reportsFailedUploadsAsUnbilled() {
        Optional<MediaUploader> uploader = context().provider().uploader();
        if (uploader.isEmpty()) {
            context().notApplicable("the provider has no uploader");
            return;
        }
        // a vendor of several steps may send nothing in the response to the file itself
        List<Fault> readable = Stream.concat(
                        FaultCatalog.unusualEncodings().stream(),
                        Stream.of(Fault.emptyBody(), Fault.oversizeBody(2 * 1024 * 1024)))
                .toList();
        List<Fault> failing = Stream.of(
                        FaultCatalog.brokenConnections().stream().filter(fault -> !FaultCatalog.isRepairable(fault)),
                        FaultCatalog.errorStatuses().stream().map(Fault::http),
                        Stream.of(400, 401, 403, 404, 413, 500, 502, 503)
                                .flatMap(status ->
                                        Stream.of(Fault.page(status), Fault.text(status), Fault.emptyBody(status))),
                        FaultCatalog.redirects().stream().map(status -> Fault.redirect(status, "/elsewhere")))
                .flatMap(each -> each)
                .toList();
        List<Fault> bodies = Stream.concat(
                        Stream.of(
                                Fault.html(),
                                Fault.response(200, "application/json", "{}"),
                                Fault.response(200, "application/json", "[]"),
                                Fault.response(200, "application/json", "null")),
                        Stream.of("null", "0", "[]", "{}", "\"\"", "\"not a URL\"", "\"/relative\"")
                                .map(FaultCatalog::withEachText))
                .toList();
        context().eachOperationOnTheWire((operation, vendor) -> {
            if (operation == context().operations().get(0)) { // uploads do not depend on the operation
                failing.forEach(fault -> requireUnbilled(uploader.get(), vendor, fault, false));
                bodies.forEach(fault -> requireUnbilled(uploader.get(), vendor, fault, false));
                readable.forEach(fault -> requireUnbilled(uploader.get(), vendor, fault, true));
                namingTasks(vendor, operation).forEach(fault -> requireUnbilled(uploader.get(), vendor, fault, false));
                reportsLocalFailures(uploader.get(), vendor);
                reportsMissingResponses(vendor);
            }
        });
    }

    /** Returns errors whose bodies have the id of a task, as responses to orders have. */
    private List<Fault> namingTasks(Simulator vendor, Operation operation) {
        ResponseRecorder sent = ResponseRecorder.of(vendor, RequestKind.SUBMIT);
        TaskRef unused = context().submitted(context().ruleCheck("RC-902", "an order"), operation);
        vendor.changeResponses(RequestKind.SUBMIT, UnaryOperator.identity());
        return sent.bodies().stream()
                .flatMap(body -> FaultCatalog.statusesInUse().stream()
                        .map(status -> Fault.response(status, "application/json", body)
                                .describedAs("HTTP " + status + " with the response to an order")))
                .toList();
    }

    /** Failures that the vendor does not cause. */
    private void reportsLocalFailures(MediaUploader uploader, Simulator vendor) {
        SampleMediaFile file = SampleMediaFile.acceptedBy(uploader);
        RuleCheck interrupted = context().ruleCheck("RC-902", "the thread of an upload is interrupted");
        vendor.nextUpload(Fault.silence());
        Either<VideoFailure, URI> result = InterruptedCall.of(
                        interrupted,
                        "upload",
                        () -> uploader.upload(file, model()),
                        () -> !interrupted.wire().arrivals(RequestKind.UPLOAD).isEmpty())
                .result();
        requireUnbilled(interrupted, result);
        vendor.discardFaults();
        RuleCheck unreadable = context().ruleCheck("RC-902", "the file of an upload cannot be read");
        requireUnbilled(
                unreadable,
                context().callPort(unreadable, () -> uploader.upload(new UnreadableMediaFile(file), model())));
    }

    /** RC-805 requires that each of these uploads ends. */
    private void reportsMissingResponses(Simulator vendor) {
        RuleCheck check = context().ruleCheck("RC-902", "an upload has no complete response at its deadline");
        MediaUploader uploader = context()
                .subject()
                .with(Map.of("upload-timeout", UPLOAD_TIMEOUT.toMillis() + "ms"))
                .uploader()
                .orElseThrow();
        OwnThreads threads = new OwnThreads();
        FaultCatalog.silences().forEach(vendor::nextUpload);
        List<FutureTask<Either<VideoFailure, URI>>> uploads = FaultCatalog.silences().stream()
                .map(fault -> threads.start(() -> upload(check, uploader)))
                .toList();
        boolean unused =
                EventualCondition.holdsWithin(MAX_UPLOAD, () -> uploads.stream().allMatch(FutureTask::isDone));
        uploads.stream()
                .filter(FutureTask::isDone)
                .map(upload -> OwnThreads.await(MAX_UPLOAD, upload, () -> check.failed("it ends", "it does not")))
                .forEach(result -> requireUnbilled(check, result));
        vendor.discardFaults();
    }

    private static void requireUnbilled(RuleCheck check, Either<VideoFailure, URI> result) {
        check.require(result.isLeft(), "the upload fails", () -> "it is " + result);
        VideoFailure failure = result.getLeft();
        check.requireEqual(BillingStatus.NOT_BILLED, failure.billingStatus(), "the failure is not billed");
        check.requireEqual(Optional.empty(), failure.task(), "the failure names no task");
        check.require(
                !NOT_OF_UPLOADS.contains(failure.kind()),
                "the kind is one of an upload",
                () -> "it is " + failure.kind());
    }

    private void requireUnbilled(MediaUploader uploader, Simulator vendor, Fault fault, boolean maySucceed) {
        RuleCheck check = context().ruleCheck("RC-902", "an upload meets: " + fault);
        vendor.nextUpload(fault);
        Either<VideoFailure, URI> result = upload(check, uploader);
        if (result.isRight()) {
            check.require(maySucceed, "the upload fails", () -> "it is " + result);
            check.require(
                    vendor.ledger().uploadedFiles().stream()
                            .anyMatch(file -> file.url().equals(result.get())),
                    "the URL of a file that the vendor has stored is returned",
                    () -> "it is " + result);
        } else {
            requireUnbilled(check, result);
        }
        RuleCheck again = context().ruleCheck("RC-902", "an upload without a fault, after one that met: " + fault);
        Either<VideoFailure, URI> next = upload(again, uploader);
        again.require(next.isRight(), "it succeeds", () -> "it is " + next);
        vendor.discardFaults();
    }

    private Either<VideoFailure, URI> upload(RuleCheck check, MediaUploader uploader) {
        return context().callPort(check, () -> uploader.upload(SampleMediaFile.acceptedBy(uploader), model()));
    }

    private ModelSpec model() {
        return context().resolved(context().operations().get(0)).model();
    }
}
