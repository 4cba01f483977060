package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.http.ServerResponse;
import io.github.reel4j.testkit.simulator.CodedRejection;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.Simulator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A contract rule about the error codes of rejected orders: RC-213. */
public interface ErrorCodeRules extends ContractRuleGroup {

    /** Statuses that do not prove a rejection. */
    List<Integer> UNPROVEN = List.of(500, 408, 409, 425, 499, 501, 502, 503, 504, 520, 524);

    @Test
    @DisplayName("RC-213 a documented error code decides the kind of a rejection whose status does not say it")
    default void readsErrorCodes() {
        context().eachOperationOnTheWire((operation, vendor) -> {
            if (vendor.codedRejections().isEmpty()) {
                context().notApplicable("the vendor documents no code that its status does not explain");
            }
        });
        context().subject().wire().ifPresent(this::readsErrorCodes);
    }

    private void readsErrorCodes(Simulator simulator) {
        List<CodedRejection> all = simulator.codedRejections();
        FaultRounds rounds = new FaultRounds(context());
        rounds.eachOrder(all, List.<CodedRejection>of(), (order, vendor, rejection) -> {
            ServerResponse response = rejection.response();
            RuleCheck check = context()
                    .ruleCheck("RC-213", "the vendor responds with " + text(response) + rounds.difference(order));
            vendor.nextSubmit(fault(response, response.status()).beforeAccepting());
            VideoFailure failure = context().expectRejection(check, order, rejection.kind());
            check.requireEqual(BillingStatus.NOT_BILLED, failure.billingStatus(), "it is not billed");
        });
        rounds.eachOrder(
                unproven(all, UNPROVEN.subList(0, 1)),
                unproven(all, UNPROVEN),
                (order, vendor, response) -> requireUnknown(rounds, order, vendor, response));
    }

    /** Returns each documented body with each status that the vendor does not send it with. */
    private static List<ServerResponse> unproven(List<CodedRejection> all, List<Integer> statuses) {
        return all.stream()
                .map(CodedRejection::response)
                .flatMap(response -> statuses.stream()
                        .filter(status -> status != response.status())
                        .map(response::status))
                .toList();
    }

    /** A code proves nothing if the status does not. */
    private void requireUnknown(FaultRounds rounds, ResolvedRequest order, Simulator vendor, ServerResponse response) {
        RuleCheck unproven =
                context().ruleCheck("RC-213", "a gateway responds with " + text(response) + rounds.difference(order));
        vendor.nextSubmit(fault(response, response.status()));
        VideoFailure unused = context().expectRejection(unproven, order, FailureKind.SUBMISSION_UNKNOWN);
    }

    private static Fault fault(ServerResponse response, int status) {
        return Fault.response(status, "application/json", response.body());
    }

    private static String text(ServerResponse response) {
        return response.status() + " " + new String(response.body(), StandardCharsets.UTF_8);
    }
}
