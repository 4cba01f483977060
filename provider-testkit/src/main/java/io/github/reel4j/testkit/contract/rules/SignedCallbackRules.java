package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.CallbackHint;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ReceivedCallback;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.CallbackReader;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.CallbackForgeries;
import io.github.reel4j.testkit.contract.support.MalformedCallbacks;
import io.github.reel4j.testkit.simulator.CallbackMessage;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.github.reel4j.testkit.simulator.Simulator;
import io.vavr.control.Either;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A contract rule about the signatures of callbacks: RC-721. */
public interface SignedCallbackRules extends ContractRuleGroup {

    @Test
    @DisplayName("RC-721 a signed callback is read only with a valid and recent signature")
    @Tag("fault-112")
    default void checksTheSignature() {
        Optional<CallbackReader> declared = context().provider().callbacks();
        if (declared.isEmpty() || !declared.get().signed()) {
            context()
                    .notApplicable(
                            declared.isEmpty()
                                    ? "the provider declares no callbacks"
                                    : "the vendor documents no signature");
            return;
        }
        CallbackReader reader = declared.get();
        context().eachOperationOnTheWire((operation, vendor) -> {
            RuleCheck genuine = context().ruleCheck("RC-721", "a callback as the vendor posts and signs it");
            CallbackScenario other = CallbackScenario.order(context(), genuine, operation);
            CallbackScenario order = CallbackScenario.order(context(), genuine, operation);
            if (order.arrived().isEmpty() || other.arrived().isEmpty()) {
                context().notApplicable("no callback arrived, see RC-221");
                return;
            }
            Duration ahead = SigningTimeSetter.set(context(), genuine, reader, order);
            requireGenuine(reader, order.callback());
            requireNoForgery(reader, vendor, order.callback(), other.callback());
            requireSecret(vendor, order.callback());
            Optional<Duration> documented = vendor.callbackTolerance(order.callback());
            documented.ifPresent(
                    window -> new CallbackTimestampCheck(context(), reader, order.callback(), window, ahead).run());
            context()
                    .ruleCheck("RC-721", "a signed callback, and the tolerance of VendorDialect.callbackTolerance")
                    .requireEqual(documented, reader.timestampTolerance(), "the reader states this tolerance");
            requireKeyRotation(reader, operation);
        });
    }

    private void requireGenuine(CallbackReader reader, ReceivedCallback callback) {
        CallbackForgeries.genuineVariants(callback).forEach((name, variant) -> {
            RuleCheck check = context().ruleCheck("RC-721", "a genuine callback with: " + name);
            Either<VideoFailure, CallbackHint> result = read(check, reader, variant);
            check.require(result.isRight(), "it is read", () -> "it is " + result);
        });
    }

    private void requireNoForgery(
            CallbackReader reader, Simulator vendor, ReceivedCallback callback, ReceivedCallback other) {
        Map<String, ReceivedCallback> forgeries = new LinkedHashMap<>(MalformedCallbacks.forgeries(callback));
        forgeries.putAll(CallbackForgeries.of(callback, vendor::signsHeader, other));
        String otherId = callback.text().replaceAll("\\d(?=[^0-9]*$)", "0");
        putSigned(forgeries, vendor, callback, "the signature of another body", callback.text() + " ", 0);
        putSigned(forgeries, vendor, callback, "the signature of another task", otherId, 0);
        putSigned(forgeries, vendor, callback, "the signature of another second", callback.text(), 1);
        putSigned(forgeries, vendor, callback, "the signature of the time 1 minute before", callback.text(), -60);
        forgeries.forEach((name, forgery) -> {
            RuleCheck check = context().ruleCheck("RC-721", "a callback with " + name);
            requireBadSignature(check, read(check, reader, forgery));
        });
    }

    /** Adds the callback with a signature that the vendor makes for another body or time, if the dialect can sign. */
    private void putSigned(
            Map<String, ReceivedCallback> forgeries,
            Simulator vendor,
            ReceivedCallback callback,
            String name,
            String body,
            int seconds) {
        Instant time = context().subject().now().plusSeconds(seconds);
        Optional<CallbackMessage> signed = vendor.signedCallback(body, time);
        if (signed.isEmpty() || (body.equals(callback.text()) && seconds == 0)) {
            return;
        }
        Map<String, List<String>> headers = new LinkedHashMap<>(callback.headers());
        for (String signature : CallbackForgeries.signatureHeaders(callback)) {
            signed.get().headers().forEach((header, value) -> {
                if (header.equalsIgnoreCase(signature)) {
                    headers.keySet().removeIf(header::equalsIgnoreCase);
                    headers.put(header, List.of(value));
                }
            });
        }
        if (!headers.equals(callback.headers())) {
            forgeries.put(name, new ReceivedCallback(headers, callback.body()));
        }
    }

    /** Requires that a vendor with a shared secret is not believed with another one, or without one. */
    private void requireSecret(Simulator vendor, ReceivedCallback callback) {
        boolean publicKeys =
                vendor.ledger().recordedRequests().stream().anyMatch(each -> each.kind() == RequestKind.PUBLIC_KEYS);
        if (publicKeys) {
            return;
        }
        String secret = context().subject().callbackSecret();
        Map<String, String> secrets = new LinkedHashMap<>();
        secrets.put("no secret is set", "");
        secrets.put("a blank secret is set", " ");
        if (secret.length() > 8) {
            int middle = secret.length() / 2;
            char other = secret.charAt(middle) == 'a' ? 'b' : 'a';
            secrets.put("another secret is set", secret.substring(0, middle) + other + secret.substring(middle + 1));
        }
        secrets.forEach((given, value) -> {
            VideoProvider provider = context().subject().with(Map.of("callback-secret", value));
            CallbackReader reader = provider.callbacks().orElseThrow();
            for (ReceivedCallback each : List.of(callback, unsigned(callback))) {
                RuleCheck check = context().ruleCheck("RC-721", "a callback, and " + given);
                requireBadSignature(check, read(check, reader, each));
            }
        });
    }

    private static ReceivedCallback unsigned(ReceivedCallback callback) {
        Map<String, List<String>> headers = new LinkedHashMap<>(callback.headers());
        CallbackForgeries.signatureHeaders(callback)
                .forEach(name -> headers.keySet().removeIf(name::equalsIgnoreCase));
        return new ReceivedCallback(headers, callback.body());
    }

    /** Requires that a key counts from the time at which the vendor publishes it until it no longer does. */
    private void requireKeyRotation(CallbackReader reader, Operation operation) {
        context().subject().setClockAhead(Duration.ZERO);
        RuleCheck check = context().ruleCheck("RC-721", "a callback as the vendor posts and signs it");
        CallbackScenario first = CallbackScenario.order(context(), check, operation);
        Duration unused = SigningTimeSetter.set(context(), check, reader, first);
        Instant signed = context().subject().now();
        if (!context().subject().wire().orElseThrow().rotateSigningKey()) {
            return;
        }
        context().subject().setClockAhead(Duration.ZERO);
        RuleCheck rotated = context().ruleCheck("RC-721", "a callback that is signed with a new key of the vendor");
        CallbackScenario second = CallbackScenario.order(context(), rotated, operation);
        Duration renewed = SigningTimeSetter.set(context(), rotated, reader, second);
        context().subject().setClockAhead(renewed);
        requireUnavailable(second.callback());
        RuleCheck withdrawn = context()
                .ruleCheck("RC-721", "a recent callback that is signed with a key that the vendor has withdrawn");
        context().subject().setClockAhead(Duration.ZERO);
        context().subject().setClockAhead(Duration.between(context().subject().now(), signed));
        requireBadSignature(withdrawn, read(withdrawn, reader, first.callback()));
        context().subject().setClockAhead(Duration.ZERO);
    }

    /** Requires that a callback is not accepted while the public keys cannot be fetched. */
    private void requireUnavailable(ReceivedCallback callback) {
        RuleCheck check = context().ruleCheck("RC-721", "a callback whose public keys cannot be fetched");
        CallbackReader reader = context()
                .subject()
                .with(Map.of("jwks-url", "http://127.0.0.1:1/keys"))
                .callbacks()
                .orElseThrow();
        Either<VideoFailure, CallbackHint> result = read(check, reader, callback);
        check.require(
                result.isLeft() && result.getLeft().kind() == FailureKind.UNAVAILABLE,
                "it is UNAVAILABLE",
                () -> "it is " + result);
    }

    /** Requires that the callback is not believed to be from the vendor. */
    static void requireBadSignature(RuleCheck check, Either<VideoFailure, CallbackHint> result) {
        check.require(
                result.isLeft() && result.getLeft().kind() == FailureKind.BAD_SIGNATURE,
                "it is BAD_SIGNATURE",
                () -> "it is " + result);
    }

    private Either<VideoFailure, CallbackHint> read(RuleCheck check, CallbackReader reader, ReceivedCallback callback) {
        return context().callPort(check, () -> reader.read(callback));
    }
}
