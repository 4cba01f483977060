package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.EchoedSecrets;
import io.github.reel4j.testkit.contract.support.OutputRecorder;
import io.github.reel4j.testkit.contract.support.RecordingServer;
import io.github.reel4j.testkit.contract.support.SecretForms;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.http.ServerResponse;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.github.reel4j.testkit.simulator.Simulator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Contract rules about where an API key may go, and where it must not be: RC-402, RC-701 and RC-702. */
public interface SecretRules extends UploadKeyRules {

    @Test
    @DisplayName("RC-402 the API key is not sent to the host of a result")
    @Tag("fault-96")
    default void sendsNoKeyToTheResultHost() {
        try (RecordingServer elsewhere = new RecordingServer(ServerResponse.of(404, "text/plain", "no video"))) {
            String redirected = elsewhere.origin().resolve("/video.mp4?signature=1") + "";
            // without a fault, then resumed, and whatever may make a client authenticate itself
            List<Fault> faults = List.of(
                    Fault.none(),
                    Fault.cutBody(),
                    Fault.http(401).header("WWW-Authenticate", "Bearer realm=\"files\""),
                    Fault.http(401).header("WWW-Authenticate", "Basic realm=\"files\""),
                    Fault.http(403),
                    Fault.http(404),
                    Fault.http(500),
                    Fault.redirect(302, redirected),
                    Fault.redirect(307, redirected),
                    Fault.redirect(301, "/elsewhere.mp4"),
                    Fault.connectionReset());
            context().eachOperationOnTheWire((operation, vendor) -> {
                RuleCheck check = context().ruleCheck("RC-402", "a download");
                GeneratedVideo video = finishedVideo(check, operation);
                for (Fault fault : faults) {
                    RuleCheck faulty = context().ruleCheck("RC-402", "a download meets: " + fault);
                    vendor.nextDownload(fault);
                    try (OutputRecorder output = OutputRecorder.of(context())) {
                        OrderLifecycleCalls calls = new OrderLifecycleCalls(
                                context(), output, context().provider());
                        calls.download(video);
                        calls.download(video); // as a program does after a failure
                    }
                    faulty.wire()
                            .arrivals(RequestKind.DOWNLOAD)
                            .forEach(each -> requireAnonymous(faulty, vendor, each.request()));
                    elsewhere.requests().forEach(request -> requireAnonymous(faulty, vendor, request));
                }
            });
        }
    }

    private void requireAnonymous(RuleCheck check, Simulator vendor, ReceivedRequest request) {
        check.require(
                !context().containsKey(request.headers() + " " + request.target() + " " + request.body())
                        && !vendor.authenticates(request, context().subject().secret()),
                "no header and no URL contains the key",
                () -> "one of these does: " + request.headers().keySet());
        check.require(
                Set.of("authorization", "proxy-authorization", "cookie").stream()
                        .noneMatch(request.headers()::containsKey),
                "the download has no credentials",
                () -> "it has one of these headers: " + request.headers().keySet());
    }

    @Test
    @DisplayName("RC-701 the key is in no output of the provider, even if the vendor echoes it")
    @Tag("fault-55")
    @Tag("fault-114")
    default void neverLeaksTheKey() {
        SecretForms secrets = SecretForms.of(context().subject().credentials().values());
        if (secrets.texts().isEmpty()) {
            context().notApplicable("the provider takes no key");
            return;
        }
        List<Operation> operations = context().operations();
        context().eachOperationOnTheWire((operation, vendor) -> {
            RuleCheck plain = context().ruleCheck("RC-701", "orders, without a fault");
            try (OutputRecorder output = OutputRecorder.of(context())) {
                output.provider(context().provider());
                new OrderLifecycleCalls(context(), output, context().provider()).run(operation);
                output.requireNoSecret(plain);
            }
            List<Fault> faults = EchoedSecrets.faults(vendor, secrets);
            int first = operations.indexOf(operation);
            for (int i = first; i < faults.size(); i += operations.size()) {
                requireNoLeak("the vendor echoes the key: " + faults.get(i), vendor, operation, faults.get(i));
            }
            requireNoLeak(
                    "the vendor echoes the key: " + faults.get(0), vendor, operation, faults.get(1)); // on each one
            RuleCheck broken = context().ruleCheck("RC-701", "the host of results echoes the key");
            try (OutputRecorder output = OutputRecorder.of(context())) {
                OrderLifecycleCalls calls =
                        new OrderLifecycleCalls(context(), output, context().provider());
                String text = secrets.texts().get(0);
                calls.download(vendor, operation, Fault.response(403, "application/json", "{\"message\": \"" + text));
                calls.download(vendor, operation, Fault.response(200, "text/html", text));
                calls.download(
                        vendor,
                        operation,
                        Fault.redirect(
                                302, "http://localhost:1/" + secrets.texts().get(1)));
                output.requireNoSecret(broken);
            }
            for (String text : secrets.texts()) {
                RuleCheck check = context().ruleCheck("RC-701", "the vendor echoes the key in a failed task");
                try (OutputRecorder output = OutputRecorder.of(context())) {
                    OrderLifecycleCalls calls =
                            new OrderLifecycleCalls(context(), output, context().provider());
                    calls.fail(operation, context().failureCode(), text);
                    calls.fail(operation, text, "failed");
                    calls.callBack(text);
                    output.requireNoSecret(check);
                }
            }
        });
    }

    private void requireNoLeak(String given, Simulator vendor, Operation operation, Fault fault) {
        RuleCheck check = context().ruleCheck("RC-701", given);
        try (OutputRecorder output = OutputRecorder.of(context())) {
            new OrderLifecycleCalls(context(), output, context().provider()).meet(vendor, operation, fault);
            output.requireNoSecret(check);
        }
    }

    @Test
    @DisplayName("RC-702 the key is sent in a header, never in a URL or a body")
    default void sendsTheKeyInAHeader() {
        context().eachOperationOnTheWire((operation, vendor) -> {
            RuleCheck check = context().ruleCheck("RC-702", "orders, polls, cancels and uploads");
            requireKeyInHeaders(
                    check,
                    vendor,
                    operation,
                    context().provider(),
                    context().subject().credentials());
            RuleCheck reserved = context().ruleCheck("RC-702", "a key that contains characters reserved in URLs");
            Map<String, String> keys = new LinkedHashMap<>(context().subject().credentials());
            keys.replaceAll((name, value) -> value + "/+=&%25?#:@~");
            requireKeyInHeaders(reserved, vendor, operation, context().subject().with(keys), keys);
        });
    }

    private void requireKeyInHeaders(
            RuleCheck check, Simulator vendor, Operation operation, VideoProvider provider, Map<String, String> keys) {
        if (keys.isEmpty()) {
            context().notApplicable("the provider takes no key");
            return;
        }
        SecretForms secrets = SecretForms.of(keys.values());
        try (OutputRecorder output = OutputRecorder.of(context())) {
            OrderLifecycleCalls calls = new OrderLifecycleCalls(context(), output, provider);
            calls.run(operation);
            calls.meet(vendor, operation, Fault.http(500));
            calls.meet(vendor, operation, Fault.http(401));
            calls.upload();
        }
        check.wire().arrivals().forEach(each -> KeyPlaces.requireInHeader(check, secrets, each));
        check.wire()
                .arrivals(RequestKind.SUBMIT)
                .forEach(submit -> check.require(
                        !provider.needsKey()
                                || vendor.authenticates(
                                        submit.request(),
                                        keys.values().iterator().next()),
                        "a header of the submit contains the key, unchanged",
                        () -> "none does: " + submit.request().headers().keySet()));
    }

    private GeneratedVideo finishedVideo(RuleCheck check, Operation operation) {
        ResolvedRequest request = context().resolved(operation);
        TaskRef task = context().submitted(check, request);
        context().subject().finishTasks();
        return context().finishedVideo(check, task);
    }
}
