package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.Field;
import io.github.reel4j.model.MediaFormat;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.UploadLimits;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.MediaUploader;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.testkit.contract.engine.OrderVariants;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.FaultCatalog;
import io.github.reel4j.testkit.contract.support.PlaceholderTextDetector;
import io.github.reel4j.testkit.contract.support.PollFaults;
import io.github.reel4j.testkit.contract.support.SampleMediaFile;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.RecordedRequest;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.UploadedFile;
import io.vavr.control.Either;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Contract rules about uploading local files, an optional capability: RC-901 and RC-903 to RC-905. */
public interface UploadRules extends ContractRuleGroup {

    /** The size of a file that is sent in several pieces, in bytes. */
    long LARGE = 200_003;

    /** The size of a file that exceeds the buffers and limits of many programs, in bytes. */
    long HUGE = 2_200_003;

    @Test
    @DisplayName("RC-901 an upload sends the bytes unchanged with their type, and orders accept the URL it returns")
    default void uploadsUnchangedBytes() {
        eachUploadOnTheWire((uploader, vendor) -> {
            Map<MediaFormat, Long> limits = uploader.limits().maxBytes();
            limits.keySet().forEach(type -> uploadsUnchangedBytes(uploader, vendor, type));
            MediaFormat first = sample(uploader).type();
            for (SampleMediaFile file : List.of(
                    new SampleMediaFile(first, (int) Math.min(HUGE, limits.getOrDefault(first, HUGE)), 0),
                    SampleMediaFile.endingWith(first, "\0\0\0\0"),
                    SampleMediaFile.endingWith(first, "\0\r\n"))) {
                RuleCheck check = context().ruleCheck("RC-901", "an upload of " + file.size() + " bytes");
                URI unused = uploadedUnchanged(check, uploader, file, vendor);
            }
        });
    }

    private void uploadsUnchangedBytes(MediaUploader uploader, Simulator vendor, MediaFormat type) {
        int large = (int) Math.min(LARGE, uploader.limits().maxBytes().getOrDefault(type, LARGE));
        for (SampleMediaFile file : List.of(
                new SampleMediaFile(type),
                new SampleMediaFile(type, 1_031, 1), // the size of the first one
                new SampleMediaFile(type, large, 0))) {
            RuleCheck check = context()
                    .ruleCheck("RC-901", "an upload of " + type + ", " + file.size() + " bytes with every byte value");
            if (type == sample(uploader).type() || upload(check, uploader, file).isRight()) { // see RC-905
                ordersWith(check, file.field(), uploadedUnchanged(check, uploader, file, vendor), vendor);
            }
        }
    }

    private URI uploadedUnchanged(RuleCheck check, MediaUploader uploader, SampleMediaFile file, Simulator vendor) {
        URI url = uploaded(check, uploader, file);
        List<UploadedFile> stored = vendor.ledger().uploadedFiles();
        check.require(!stored.isEmpty(), "the vendor has stored the file", () -> "it has stored none");
        UploadedFile last = stored.get(stored.size() - 1);
        check.require(
                last.content().equals(ByteBuffer.wrap(file.bytes())),
                "the bytes arrive unchanged",
                () -> "other bytes arrived: " + last.content().remaining() + " of them");
        check.requireEqual(file.type().id(), last.mediaType(), "the type of the file is declared");
        check.requireEqual(last.url(), url, "the upload returns the URL of the vendor");
        return url;
    }

    /** Orders with the uploaded file, for each model with a field for it. */
    private void ordersWith(RuleCheck check, Field<String> field, URI url, Simulator vendor) {
        for (ModelSpec model : context().models()) {
            if (model.availability() != ModelSpec.Availability.PRICED_ONLY) {
                orderOf(model, field).ifPresent(order -> {
                    TaskRef unused = context().submitted(check, order.withUploaded(field, url));
                    List<ReceivedRequest> submits = vendor.ledger().submits();
                    check.require(
                            submits.get(submits.size() - 1).body().contains(url.toString()),
                            "the order contains the URL of the upload",
                            () -> "it does not");
                });
            }
        }
    }

    /** Returns an order with a value of this field; empty if the model has none. */
    private Optional<ResolvedRequest> orderOf(ModelSpec model, Field<String> field) {
        OrderVariants variants = new OrderVariants(context(), model);
        return model.field(field)
                .flatMap(spec -> Optional.of(variants.minimal())
                        .filter(order -> order.get(field).isPresent())
                        .or(() -> variants.alone(spec)));
    }

    @Test
    @DisplayName("RC-903 an upload makes one attempt and orders nothing")
    default void uploadsWithoutOrdering() {
        eachUploadOnTheWire((uploader, vendor) -> {
            List<Fault> faults = new ArrayList<>(FaultCatalog.brokenConnections());
            faults.add(Fault.none());
            FaultCatalog.statusesInUse().stream().map(Fault::http).forEach(faults::add);
            faults.forEach(fault -> sendsOnce(uploader, vendor, sample(uploader), fault));
            for (MediaFormat type : uploader.limits().maxBytes().keySet()) {
                sendsOnce(uploader, vendor, new SampleMediaFile(type), Fault.none());
            }
            RuleCheck late = context().ruleCheck("RC-903", "all uploads have returned");
            new FaultRounds(context()).requireNoLateRequest(late, vendor, PollFaults.LATE);
        });
    }

    private void sendsOnce(MediaUploader uploader, Simulator vendor, SampleMediaFile file, Fault fault) {
        RuleCheck check = context().ruleCheck("RC-903", "an upload of " + file.type() + " meets: " + fault);
        int orders = context().subject().acceptedOrders();
        vendor.nextUpload(fault);
        int stored = vendor.ledger().uploadedFiles().size();
        Either<VideoFailure, URI> result = upload(check, uploader, file);
        check.wire().awaitFirst();
        List<RecordedRequest> submits = check.wire().arrivals(RequestKind.SUBMIT);
        check.require(
                submits.isEmpty() && context().subject().acceptedOrders() == orders,
                "no order is sent",
                () -> "one was");
        int files = check.wire().arrivals(RequestKind.UPLOAD).size();
        check.require(files == 1, "the file is sent once", () -> "it was sent " + files + " times");
        int more = vendor.ledger().uploadedFiles().size() - stored;
        check.require(
                result.isRight() ? more == 1 : more <= 1,
                "the vendor stores the file once",
                () -> "it has stored " + more + " files");
    }

    @Test
    @DisplayName("RC-905 the limits cite a source, and the vendor accepts every type that they list")
    default void acceptsEveryListedType() {
        eachUploadOnTheWire((uploader, vendor) -> {
            RuleCheck check = context().ruleCheck("RC-905", "the limits of uploads");
            int before = context().requests();
            UploadLimits limits = context().callPort(check, uploader::limits);
            context().requireNoRequest(check, before);
            check.requireEqual(limits, context().callPort(check, uploader::limits), "the limits do not change");
            KeylessProviderFactory.of(context())
                    .flatMap(VideoProvider::uploader)
                    .ifPresent(keyless -> check.requireEqual(
                            limits,
                            context().callPort(check, keyless::limits),
                            "the limits are the same without an API key"));
            check.require(!limits.maxBytes().isEmpty(), "at least 1 type is accepted", () -> "none is");
            check.require(
                    PlaceholderTextDetector.isCited(limits.source()),
                    "the limits cite a document",
                    () -> "their source is '" + limits.source() + "'");
            for (MediaFormat type : limits.maxBytes().keySet()) {
                RuleCheck each = context().ruleCheck("RC-905", "an upload of " + type);
                URI unused = uploaded(each, uploader, new SampleMediaFile(type));
            }
            check.requireEqual(limits, context().callPort(check, uploader::limits), "the limits are the same later");
        });
    }

    private void eachUploadOnTheWire(BiConsumer<MediaUploader, Simulator> rule) {
        Optional<MediaUploader> uploader = context().provider().uploader();
        if (uploader.isEmpty()) {
            context().notApplicable("the provider has no uploader");
            return;
        }
        context().eachOperationOnTheWire((operation, vendor) -> {
            if (operation == context().operations().get(0)) { // uploads do not depend on the operation
                rule.accept(uploader.get(), vendor);
            }
        });
    }

    private SampleMediaFile sample(MediaUploader uploader) {
        UploadLimits limits = uploader.limits();
        return new SampleMediaFile(
                limits.maxBytes().containsKey(MediaFormat.PNG)
                        ? MediaFormat.PNG
                        : limits.maxBytes().keySet().stream().findFirst().orElse(MediaFormat.PNG));
    }

    private URI uploaded(RuleCheck check, MediaUploader uploader, SampleMediaFile file) {
        return upload(check, uploader, file).getOrElseGet(failure -> {
            throw check.failed("an upload without a fault succeeds", failure.toString());
        });
    }

    /** Uploads a file as the client does: for the model of an order. */
    private Either<VideoFailure, URI> upload(RuleCheck check, MediaUploader uploader, SampleMediaFile file) {
        ModelSpec model = context().resolved(context().operations().get(0)).model();
        return context().callPort(check, () -> uploader.upload(file, model));
    }
}
