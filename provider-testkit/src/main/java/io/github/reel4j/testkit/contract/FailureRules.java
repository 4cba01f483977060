package io.github.reel4j.testkit.contract;

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

/** RC-5xx and RC-7xx: failures, and the secrets they must not tell. */
interface FailureRules extends RuleTests {

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
            RuleCheck check = context().ruleCheck("RC-501", "the vendor answers every call with " + body);
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
    @DisplayName("RC-502 the vendor's words are kept, on one line, without control characters, bounded")
    @Tag("fault-55")
    default void keepsVendorMessages() {
        RuleCheck check =
                context().ruleCheck("RC-502", "the vendor refuses with a long text full of control characters");
        String words = "first line\\nsecond \\u001b[31mred\\u001b[0m \\u0007" + "x".repeat(3000);
        context().eachOperationOnTheWire((operation, vendor) -> {
            vendor.nextSubmit(Fault.http(400).body("{\"error\": \"" + words + "\", \"message\": \"" + words + "\"}"));
            Either<VideoFailure, TaskRef> result =
                    context().callPort(check, () -> context().submit(context().resolved(operation)));
            check.require(result.isLeft(), "the order is refused", () -> "it is " + result);
            String kept = result.getLeft().vendorMessage().orElse("");
            check.require(kept.startsWith("first line"), "the words are kept", () -> "this is kept: '" + kept + "'");
            check.require(
                    kept.chars().noneMatch(Character::isISOControl), "no control character is left", () -> "one is");
            check.require(kept.length() <= 512, "at most 512 characters are kept", () -> kept.length() + " are");
        });
    }

    @Test
    @DisplayName("RC-503 an order that was accepted, or may have been, is not called unbilled")
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
                        "a failure says MAYBE or YES",
                        () -> "it is " + result);
            }
        });
    }

    @Test
    @DisplayName("RC-701 the key is in no text that a provider gives out, also where the vendor echoes it")
    @Tag("fault-55")
    @Tag("fault-114")
    default void neverLeaksTheKey() {
        RuleCheck check = context().ruleCheck("RC-701", "a vendor that echoes the key");
        String secret = context().subject().secret();
        if (secret.isEmpty()) {
            context().notApplicable("the provider takes no key");
            return;
        }
        String echo = "{\"error\": \"bad key " + secret + "\", \"message\": \"bad key " + secret + "\"}";
        requireSilent(check, context().provider());
        context().eachOperationOnTheWire((operation, vendor) -> {
            TaskRef task = context().submitted(check, operation);
            for (int status : List.of(200, 400, 401, 500)) {
                vendor.nextSubmit(Fault.response(status, "application/json", echo));
                requireSilent(
                        check,
                        context()
                                .callPort(
                                        check, () -> context().submit(context().resolved(operation))));
                vendor.nextPoll(Fault.response(status, "application/json", echo));
                requireSilent(check, context().callPort(check, () -> context().poll(task)));
            }
        });
    }

    @Test
    @DisplayName("RC-702 the key travels in a header, never in an address or a body")
    default void sendsTheKeyInAHeader() {
        RuleCheck check = context().ruleCheck("RC-702", "a submit and a poll");
        context().eachOperationOnTheWire((operation, vendor) -> {
            TaskRef task = context().submitted(check, operation);
            context().status(check, task);
            vendor.ledger()
                    .requests()
                    .forEach(request -> check.require(
                            !context().containsKey(request.target() + request.body()),
                            "neither address nor body holds the key",
                            () -> "one of this request does: " + request.method() + " " + request.path()));
        });
    }

    private void requireSilent(RuleCheck check, Object spoken) {
        check.require(!context().containsKey(spoken), "the key is in no text", () -> "it is in this one: " + spoken);
    }
}
