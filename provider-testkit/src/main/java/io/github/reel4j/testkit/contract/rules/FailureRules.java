package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.simulator.Fault;
import io.vavr.control.Either;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Contract rules about failures, and the secrets that they must not contain: RC-501 to RC-503, RC-701 and RC-702. */
public interface FailureRules extends ContractRuleGroup {

    @Test
    @DisplayName("RC-501 no port throws, whatever the vendor sends")
    default void neverThrows() {
        for (String body : List.of(
                "{",
                "\"text\"",
                "[[[[",
                "{\"code\": {}}",
                "{\"status\": 7, \"output\": 7, \"data\": 7, \"request_id\": []}",
                "{\"a\": 1e999999999}",
                "\u0000\u0001",
                "{\"data\": \"x\", \"output\": \"x\", \"video\": \"x\"}")) {
            RuleCheck check = context().ruleCheck("RC-501", "the vendor responds to every call with " + body);
            context().eachOperationOnTheWire((operation, vendor) -> {
                Fault fault = Fault.response(200, "application/json", body);
                TaskRef task = context().submitted(check, operation);
                vendor.nextSubmit(fault);
                vendor.nextPoll(fault);
                Either<VideoFailure, TaskRef> unused = context()
                        .callPort(check, () -> context().submit(context().resolved(operation)));
                Either<VideoFailure, TaskStatus> unusedStatus =
                        context().callPort(check, () -> context().poll(task));
            });
        }
    }

    @Test
    @DisplayName("RC-502 the vendor's message is kept, on one line, without control characters, at most 512 characters")
    @Tag("fault-55")
    default void keepsVendorMessages() {
        RuleCheck check = context()
                .ruleCheck("RC-502", "the vendor rejects an order with a long message full of control characters");
        String message = "first line\\nsecond \\u001b[31mred\\u001b[0m \\u0007" + "x".repeat(3000);
        context().eachOperationOnTheWire((operation, vendor) -> {
            vendor.nextSubmit(
                    Fault.http(400).body("{\"error\": \"" + message + "\", \"message\": \"" + message + "\"}"));
            Either<VideoFailure, TaskRef> result =
                    context().callPort(check, () -> context().submit(context().resolved(operation)));
            check.require(result.isLeft(), "the order is rejected", () -> "it is " + result);
            String kept = result.getLeft().vendorMessage().orElse("");
            check.require(
                    kept.startsWith("first line"), "the message is kept", () -> "the kept message is '" + kept + "'");
            check.require(
                    kept.chars().noneMatch(Character::isISOControl),
                    "no control character is left",
                    () -> "there is one");
            check.require(kept.length() <= 512, "at most 512 characters are kept", () -> kept.length() + " were kept");
        });
    }

    @Test
    @DisplayName("RC-503 an order that was accepted, or may have been, is not reported as NOT_BILLED")
    default void neverUnderstatesBilling() {
        context().eachOperationOnTheWire((operation, vendor) -> {
            for (Fault fault :
                    List.of(Fault.connectionReset(), Fault.html(), Fault.http(500), Fault.redirect(303, "/x"))) {
                RuleCheck check = context().ruleCheck("RC-503", "the vendor accepts the order, then: " + fault);
                vendor.nextSubmit(fault);
                Either<VideoFailure, TaskRef> result = context()
                        .callPort(check, () -> context().submit(context().resolved(operation)));
                check.require(
                        result.isRight() || result.getLeft().billingStatus() != BillingStatus.NOT_BILLED,
                        "the billing status is UNKNOWN or BILLED",
                        () -> "it is " + result);
            }
        });
    }

    @Test
    @DisplayName("RC-701 the key is in no output of the provider, even if the vendor echoes it")
    @Tag("fault-55")
    @Tag("fault-114")
    default void neverLeaksTheKey() {
        RuleCheck check = context().ruleCheck("RC-701", "the vendor echoes the key");
        String secret = context().subject().secret();
        if (secret.isEmpty()) {
            context().notApplicable("the provider takes no key");
            return;
        }
        String echo = "{\"error\": \"bad key " + secret + "\", \"message\": \"bad key " + secret + "\"}";
        requireNoKey(check, context().provider());
        context().eachOperationOnTheWire((operation, vendor) -> {
            TaskRef task = context().submitted(check, operation);
            for (int status : List.of(200, 400, 401, 500)) {
                vendor.nextSubmit(Fault.response(status, "application/json", echo));
                requireNoKey(
                        check,
                        context()
                                .callPort(
                                        check, () -> context().submit(context().resolved(operation))));
                vendor.nextPoll(Fault.response(status, "application/json", echo));
                requireNoKey(check, context().callPort(check, () -> context().poll(task)));
            }
        });
    }

    @Test
    @DisplayName("RC-702 the key is sent in a header, never in a URL or a body")
    default void sendsTheKeyInAHeader() {
        RuleCheck check = context().ruleCheck("RC-702", "a submit and a poll");
        context().eachOperationOnTheWire((operation, vendor) -> {
            TaskRef task = context().submitted(check, operation);
            context().status(check, task);
            vendor.ledger()
                    .requests()
                    .forEach(request -> check.require(
                            !context().containsKey(request.target() + request.body()),
                            "neither URL nor body contains the key",
                            () -> "one of this request does: " + request.method() + " " + request.path()));
        });
    }

    private void requireNoKey(RuleCheck check, Object output) {
        check.require(!context().containsKey(output), "no output contains the key", () -> "this one does: " + output);
    }
}
