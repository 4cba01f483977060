package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.EchoedSecrets;
import io.github.reel4j.testkit.contract.support.OutputRecorder;
import io.github.reel4j.testkit.contract.support.ResponseRecorder;
import io.github.reel4j.testkit.contract.support.SecretForms;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.github.reel4j.testkit.simulator.Simulator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The contract rule about which requests of an upload may contain the API key: RC-904. */
public interface UploadKeyRules extends ContractRuleGroup {

    /** Responses after which a provider might send another request. */
    List<Fault> FAULTS = Stream.concat(
                    Stream.of(Fault.none(), Fault.html(), Fault.connectionClosed()),
                    Stream.of(400, 401, 403, 404, 409, 413, 415, 429, 500, 503).map(Fault::http))
            .toList();

    @Test
    @DisplayName("RC-904 the key of an upload is sent to the vendor in a header only, and no output contains it")
    default void keepsTheKeyOfUploads() {
        if (context().provider().uploader().isEmpty()) {
            context().notApplicable("the provider has no uploader");
            return;
        }
        SecretForms secrets = SecretForms.of(context().subject().credentials().values());
        context().eachOperationOnTheWire((operation, vendor) -> {
            if (operation != context().operations().get(0)) { // uploads do not depend on the operation
                return;
            }
            sendsTheKey(vendor, secrets);
            RuleCheck check = context().ruleCheck("RC-904", "uploads, some with an echo of the key");
            try (OutputRecorder output = OutputRecorder.of(context())) {
                OrderLifecycleCalls calls =
                        new OrderLifecycleCalls(context(), output, context().provider());
                calls.upload();
                for (Fault fault : EchoedSecrets.faults(vendor, secrets)) {
                    vendor.nextUpload(fault);
                    calls.upload();
                }
                output.requireNoSecret(check);
            }
            check.wire().arrivals().forEach(each -> KeyPlaces.requireInHeader(check, secrets, each));
        });
    }

    /** Some vendors return a URL for the file, which works without a key. */
    private void sendsTheKey(Simulator vendor, SecretForms secrets) {
        if (!context().provider().needsKey() || secrets.texts().isEmpty()) {
            return;
        }
        List<ResponseRecorder> sent = Stream.of(RequestKind.UPLOAD, RequestKind.OTHER)
                .map(kind -> ResponseRecorder.of(vendor, kind))
                .toList();
        for (Fault fault : FAULTS) {
            RuleCheck check = context().ruleCheck("RC-904", "an upload meets: " + fault);
            try (OutputRecorder output = OutputRecorder.of(context())) {
                OrderLifecycleCalls calls =
                        new OrderLifecycleCalls(context(), output, context().provider());
                vendor.nextUpload(fault);
                calls.upload();
                vendor.discardFaults();
                output.requireNoSecret(check);
            }
            List<String> responses =
                    sent.stream().flatMap(each -> each.bodies().stream()).toList();
            check.wire().arrivals().forEach(each -> requireKey(check, vendor, each.request(), responses));
        }
    }

    private void requireKey(RuleCheck check, Simulator vendor, ReceivedRequest request, List<String> responses) {
        check.require(
                vendor.authenticates(request, context().subject().secret())
                        || context().containsKey(request.body()) // which is exchanged for a token
                        || responses.stream().anyMatch(body -> namesUrl(body, request)),
                "each request has the key, except to a URL in a response of the vendor",
                () -> "this one has none: " + request);
    }

    private static boolean namesUrl(String body, ReceivedRequest request) {
        String path = request.target().split("\\?", 2)[0];
        String url = "//" + request.header("host").orElse("") + (path.equals("/") ? "" : path);
        return body.replace("\\/", "/").contains(url);
    }
}
