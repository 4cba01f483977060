package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ReceivedCallback;
import io.github.reel4j.port.CallbackReader;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.CallbackForgeries;
import io.github.reel4j.testkit.contract.support.EchoedSecrets;
import io.github.reel4j.testkit.contract.support.MalformedCallbacks;
import io.github.reel4j.testkit.contract.support.OutputRecorder;
import io.github.reel4j.testkit.contract.support.SecretForms;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.RecordedRequest;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.github.reel4j.testkit.simulator.Simulator;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A contract rule about the secret of callbacks and the signatures that it makes: RC-722. */
public interface CallbackSecretRules extends ContractRuleGroup {

    /** The length of the shortest text in a header that is taken for a signature. */
    int MIN_SIGNATURE = 20;

    /** A URL in the body of a request. */
    Pattern URL = Pattern.compile("https?(:|%3A)[^\\s\"']*", Pattern.CASE_INSENSITIVE);

    @Test
    @DisplayName("RC-722 signed callbacks are declared, and neither expected signatures nor the secret are revealed")
    default void keepsTheCallbackSecret() {
        Optional<CallbackReader> declared = context().provider().callbacks();
        if (declared.isEmpty()) {
            context().notApplicable("the provider declares no callbacks");
            return;
        }
        CallbackReader reader = declared.get();
        context().eachOperationOnTheWire((operation, vendor) -> {
            RuleCheck check = context().ruleCheck("RC-722", "a callback as the vendor posts and signs it");
            CallbackScenario order = CallbackScenario.order(context(), check, operation);
            if (order.arrived().isEmpty()) {
                context().notApplicable("no callback arrived, see RC-221");
                return;
            }
            ReceivedCallback callback = order.callback();
            boolean signed = !CallbackForgeries.signatureHeaders(callback).isEmpty();
            check.require(
                    reader.signed() || !signed,
                    "the provider declares signed callbacks",
                    () -> "it does not, but the callback has " + CallbackForgeries.signatureHeaders(callback));
            if (reader.signed()) {
                requireSignedWithoutSecrets(reader);
                Duration unused = SigningTimeSetter.set(context(), check, reader, order);
                requireNoExpectedSignature(reader, vendor, callback);
                requireNoSecretOfGenuine(reader, vendor, callback);
                context().subject().setClockAhead(Duration.ZERO);
                sharedSecret(vendor).ifPresent(secret -> requireNoSecretOfOrders(vendor, operation, secret));
                check.require(reader.signed(), "callbacks are still declared as signed", () -> "they are not");
            }
        });
    }

    /** Whether the vendor signs callbacks does not depend on the settings of the user. */
    private void requireSignedWithoutSecrets(CallbackReader reader) {
        requireSigned(reader, "another instance", context().subject().with(Map.of()));
        requireSigned(
                reader, "no secret of callbacks is set", context().subject().with(Map.of("callback-secret", "")));
        KeylessProviderFactory.of(context()).ifPresent(keyless -> requireSigned(reader, "no API key is set", keyless));
    }

    /** RC-103 requires that a provider without a key declares callbacks. */
    private void requireSigned(CallbackReader reader, String given, VideoProvider provider) {
        RuleCheck check = context().ruleCheck("RC-722", given);
        provider.callbacks().ifPresent(other -> {
            check.require(other.signed(), "callbacks are declared as signed", () -> "they are not");
            check.requireEqual(
                    reader.timestampTolerance(),
                    other.timestampTolerance(),
                    "the tolerance for timestamps is the same");
        });
    }

    /** Requires that failures of forgeries do not contain the signature that would have been accepted. */
    private void requireNoExpectedSignature(CallbackReader reader, Simulator vendor, ReceivedCallback callback) {
        SecretForms genuine = SecretForms.of(signatures(callback));
        CallbackForgeries.of(callback, vendor::signsHeader, callback).forEach((name, forgery) -> {
            RuleCheck check = context().ruleCheck("RC-722", "a callback with " + name);
            boolean known = genuine.findIn(forgery.headers().toString()).isPresent();
            SecretForms expected = known ? SecretForms.of(expected(vendor, callback, forgery)) : genuine;
            try (OutputRecorder output = recorder(expected)) {
                output.call("the failure of a callback", () -> reader.read(forgery));
                output.requireNoSecret(check);
            }
        });
    }

    private void requireNoSecretOfGenuine(CallbackReader reader, Simulator vendor, ReceivedCallback callback) {
        RuleCheck check = context().ruleCheck("RC-722", "a genuine callback");
        sharedSecret(vendor).ifPresent(secret -> {
            try (OutputRecorder output = recorder(secret)) {
                output.call("a genuine callback", () -> reader.read(callback));
                output.requireNoSecret(check);
            }
        });
    }

    /** Returns the secret; empty if the vendor signs with a private key. */
    private Optional<SecretForms> sharedSecret(Simulator vendor) {
        SecretForms secret = SecretForms.of(List.of(context().subject().callbackSecret()));
        boolean publicKeys =
                vendor.ledger().recordedRequests().stream().anyMatch(each -> each.kind() == RequestKind.PUBLIC_KEYS);
        return publicKeys || secret.texts().isEmpty() ? Optional.empty() : Optional.of(secret);
    }

    /** Returns the signatures that the vendor would make for the body of a forgery. */
    private List<String> expected(Simulator vendor, ReceivedCallback callback, ReceivedCallback forgery) {
        if (Arrays.equals(callback.body(), forgery.body())) {
            return List.of();
        }
        String body = new String(forgery.body(), StandardCharsets.UTF_8);
        return vendor.signedCallback(body, context().subject().now())
                .map(message -> signatures(MalformedCallbacks.received(callback, message)))
                .orElse(List.of());
    }

    /** Returns the values that look like signatures, with and without the prefix of an entry. */
    private static List<String> signatures(ReceivedCallback callback) {
        return CallbackForgeries.signatureHeaders(callback).stream()
                .flatMap(name -> callback.headers(name).stream())
                .flatMap(value -> Stream.of(value.split("[ ,]|(?<=[a-z0-9])=(?=[A-Za-z0-9])")))
                .filter(value -> value.length() >= MIN_SIGNATURE)
                .toList();
    }

    private void requireNoSecretOfOrders(Simulator vendor, Operation operation, SecretForms secret) {
        RuleCheck check = context().ruleCheck("RC-722", "orders, whose vendor echoes the secret of callbacks");
        try (OutputRecorder output = recorder(secret)) {
            OrderLifecycleCalls calls =
                    new OrderLifecycleCalls(context(), output, context().provider());
            output.provider(context().provider());
            calls.run(operation);
            List<Fault> faults = EchoedSecrets.faults(vendor, secret);
            int operations = context().operations().size();
            for (int i = context().operations().indexOf(operation); i < faults.size(); i += operations) {
                calls.meet(vendor, operation, faults.get(i));
            }
            secret.texts().forEach(calls::callBack);
            output.requireNoSecret(check);
        }
        check.wire().arrivals().forEach(each -> requireNoSecretInUrls(check, secret, each));
    }

    /** Some vendors expect the secret in an order, but none in a URL. */
    private static void requireNoSecretInUrls(RuleCheck check, SecretForms secret, RecordedRequest each) {
        ReceivedRequest request = each.request();
        Stream<String> own = Stream.of(request.target(), request.path());
        Stream<String> sent = URL.matcher(request.body()).results().map(MatchResult::group);
        check.require(
                Stream.concat(own, sent).noneMatch(url -> secret.findIn(url).isPresent()),
                "no URL contains the secret of callbacks",
                () -> "one does, in: " + request.method() + " "
                        + each.kind().name().toLowerCase(Locale.ROOT));
    }

    private OutputRecorder recorder(SecretForms secrets) {
        return new OutputRecorder(secrets, context().subject().factory().getClass());
    }
}
