package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.RequestVariants;
import io.github.reel4j.testkit.contract.support.SampleMediaFile;
import io.github.reel4j.testkit.simulator.RecordedRequest;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.github.reel4j.testkit.simulator.Simulator;
import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Contract rules about missing and changing API keys: RC-103, RC-703 and RC-704. */
public interface CredentialRules extends ContractRuleGroup {

    @Test
    @DisplayName("RC-103 without a key models, prices and previews are available and nothing is sent")
    default void needsNoKeyToBeCreated() {
        RuleCheck check = context().ruleCheck("RC-103", "no API key");
        for (String blank : List.of("", " ", "\t")) {
            RuleCheck created = context().ruleCheck("RC-103", "the API key '" + blank + "'");
            VideoProvider keyless =
                    context().callPort(created, () -> context().subject().with(keys(name -> blank)));
            created.requireEqual(
                    descriptions(context().provider()),
                    context().callPort(created, () -> descriptions(keyless)),
                    "the models are the same as with a key");
            created.requireEqual(
                    context().provider().limits(),
                    context().callPort(created, keyless::limits),
                    "the limits are the same");
        }
        VideoProvider keyless = context().subject().with(keys(name -> ""));
        check.requireEqual(
                context().provider().callbacks().isPresent(),
                keyless.callbacks().isPresent(),
                "callbacks are offered as with a key");
        context().eachModel(model -> requireFreePorts(check, keyless, model));
        check.requireEqual(0, context().requests(), "the vendor receives no request");
        if (!keyless.needsKey()) {
            context().notApplicable("the provider needs no key");
            return;
        }
        context()
                .eachOperation(operation -> context()
                        .orders(operation)
                        .forEach(order -> requireMissing(
                                check,
                                "a submit of " + order.model().id()
                                        + (order.callback().isPresent() ? " with a callback" : ""),
                                () -> keyless.generator().submit(order))));
        check.requireEqual(0, context().requests(), "the vendor receives no request");
        check.requireEqual(0, context().subject().acceptedOrders(), "the vendor receives no order");
    }

    /** Requires prices and previews of an order as with a key. */
    private void requireFreePorts(RuleCheck check, VideoProvider keyless, ModelSpec model) {
        ResolvedRequest order =
                context().resolved(RequestVariants.minimal(context().request(model), model));
        check.requireEqual(
                context().callPort(check, () -> context().provider().pricing().estimate(order)),
                context().callPort(check, () -> keyless.pricing().estimate(order)),
                "the estimate of an order is the same as with a key");
        context()
                .provider()
                .preview()
                .ifPresent(preview -> check.requireEqual(
                        context().callPort(check, () -> preview.preview(order)).url(),
                        context()
                                .callPort(
                                        check,
                                        () -> keyless.preview().orElseThrow().preview(order))
                                .url(),
                        "the preview of an order has the same URL as with a key"));
        keyless.uploader().ifPresent(uploader -> context().callPort(check, uploader::limits));
    }

    private static List<String> descriptions(VideoProvider provider) {
        return provider.models().stream()
                .map(model -> model.operation() + " " + model.id() + " " + model.recommended() + " "
                        + model.availability() + " " + model.prices() + " "
                        + model.fields().stream()
                                .map(field -> field.field() + "=" + field.defaultValue())
                                .toList())
                .toList();
    }

    @Test
    @DisplayName("RC-703 polls, cancels and uploads without a key send nothing and are MISSING_CREDENTIALS")
    default void sendsNothingWithoutAKey() {
        VideoProvider keyless = context().subject().with(keys(name -> ""));
        if (!keyless.needsKey()) {
            context().notApplicable("the provider needs no key");
            return;
        }
        context().eachOperationOnTheWire((operation, vendor) -> {
            RuleCheck order = context().ruleCheck("RC-703", "an order, and then no API key");
            TaskRef task = context().submitted(order, operation);
            RuleCheck check =
                    context().ruleCheck("RC-703", "a task that runs, then one that has ended, and no API key");
            for (int i = 0; i < 2; i++) {
                calls(task, keyless).forEach((name, call) -> requireMissing(check, name, call));
                calls(task, keyless).forEach((name, call) -> requireMissing(check, name + " that is repeated", call));
                context().subject().finishTasks();
            }
            check.require(
                    check.wire().arrivals(RequestKind.POLL).isEmpty()
                            && check.wire().arrivals(RequestKind.CANCEL).isEmpty()
                            && check.wire().arrivals(RequestKind.UPLOAD).isEmpty()
                            && check.wire().arrivals(RequestKind.OTHER).isEmpty(),
                    "the vendor receives no request",
                    () -> "it receives some");
        });
    }

    /** Returns the calls that need a key, besides submits. */
    private Map<String, Supplier<Either<VideoFailure, ?>>> calls(TaskRef task, VideoProvider provider) {
        Map<String, Supplier<Either<VideoFailure, ?>>> calls = new LinkedHashMap<>();
        calls.put("a poll", () -> provider.tracker().status(task));
        provider.canceller().ifPresent(canceller -> calls.put("a cancel", () -> canceller.cancel(task)));
        ModelSpec model = context().resolved(task.operation()).model();
        provider.uploader()
                .ifPresent(uploader ->
                        calls.put("an upload", () -> uploader.upload(SampleMediaFile.acceptedBy(uploader), model)));
        return calls;
    }

    private void requireMissing(RuleCheck check, String name, Supplier<Either<VideoFailure, ?>> call) {
        Either<VideoFailure, ?> result = context().<Either<VideoFailure, ?>>callPort(check, call);
        check.require(
                OrderLifecycleCalls.isFailure(result, FailureKind.MISSING_CREDENTIALS),
                name + " fails with MISSING_CREDENTIALS",
                () -> "it is " + result);
    }

    @Test
    @DisplayName("RC-704 a changed key is used by the next request")
    default void usesARotatedKey() {
        AtomicReference<Map<String, String>> current =
                new AtomicReference<>(context().subject().credentials());
        Optional<VideoProvider> rotating = context().subject().withRotatedCredentials(current::get);
        if (rotating.isEmpty() || !rotating.get().needsKey()) {
            context()
                    .notApplicable(
                            context().provider().needsKey()
                                    ? "the key of the provider under test cannot change at run time"
                                    : "the provider needs no key");
            return;
        }
        VideoProvider provider = rotating.get();
        Map<String, String> first = context().subject().credentials();
        Map<String, String> second = context().subject().otherCredentials();
        context().eachOperationOnTheWire((operation, vendor) -> {
            current.set(first);
            TaskRef task =
                    requireKey(vendor, operation, provider, first, second).orElse(null);
            if (task != null) {
                requireKeys(vendor, task, provider, first, second);
            }
            current.set(second);
            requireKey(vendor, operation, provider, second, first);
            if (task != null) {
                requireKeys(vendor, task, provider, second, first);
            }
            current.set(keys(name -> ""));
            RuleCheck check = context().ruleCheck("RC-704", "a key that was removed at run time");
            requireMissing(
                    check,
                    "a submit",
                    () -> provider.generator().submit(context().resolved(operation)));
            if (task != null) {
                calls(task, provider).forEach((name, call) -> requireMissing(check, name, call));
            }
            check.require(check.wire().arrivals().isEmpty(), "the vendor receives no request", () -> "it receives one");
            current.set(first);
            requireKey(vendor, operation, provider, first, second);
            if (task != null) {
                requireKeys(vendor, task, provider, first, second);
            }
        });
    }

    private Optional<TaskRef> requireKey(
            Simulator vendor,
            Operation operation,
            VideoProvider provider,
            Map<String, String> own,
            Map<String, String> other) {
        RuleCheck check = context().ruleCheck("RC-704", "an order after the key has changed");
        Either<VideoFailure, TaskRef> result = context()
                .callPort(check, () -> provider.generator().submit(context().resolved(operation)));
        requireKey(check, vendor, RequestKind.SUBMIT, own, other);
        return result.toJavaOptional();
    }

    private void requireKeys(
            Simulator vendor,
            TaskRef task,
            VideoProvider provider,
            Map<String, String> own,
            Map<String, String> other) {
        calls(task, provider).forEach((name, call) -> {
            RuleCheck check = context().ruleCheck("RC-704", name + " after the key has changed");
            Either<VideoFailure, ?> unused = context().<Either<VideoFailure, ?>>callPort(check, call);
            for (RequestKind kind :
                    List.of(RequestKind.POLL, RequestKind.CANCEL, RequestKind.UPLOAD, RequestKind.OTHER)) {
                check.wire().arrivals(kind).forEach(each -> requireKey(check, vendor, each, own, other));
            }
        });
    }

    private static void requireKey(
            RuleCheck check, Simulator vendor, RequestKind kind, Map<String, String> own, Map<String, String> other) {
        List<RecordedRequest> arrived = new ArrayList<>(check.wire().arrivals(kind));
        check.require(!arrived.isEmpty(), "the request arrives", () -> "it does not");
        arrived.forEach(each -> requireKey(check, vendor, each, own, other));
    }

    private static void requireKey(
            RuleCheck check,
            Simulator vendor,
            RecordedRequest request,
            Map<String, String> own,
            Map<String, String> other) {
        check.require(
                !vendor.authenticates(
                        request.request(), other.values().iterator().next()),
                "the other key is not sent",
                () -> "it is");
        check.require(
                vendor.authenticates(request.request(), own.values().iterator().next())
                        || request.kind() == RequestKind.UPLOAD
                        || request.kind() == RequestKind.OTHER,
                "the current key is sent",
                () -> "it is not");
    }

    /** Returns other values for all credentials. */
    private Map<String, String> keys(Function<String, String> value) {
        Map<String, String> keys = new LinkedHashMap<>();
        context().subject().credentials().keySet().forEach(name -> keys.put(name, value.apply(name)));
        return keys;
    }
}
