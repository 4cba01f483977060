package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.ClosedPort;
import io.github.reel4j.testkit.contract.support.RecordingServer;
import io.github.reel4j.testkit.http.ServerResponse;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.github.reel4j.testkit.simulator.Simulator;
import io.vavr.control.Either;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A contract rule about orders that cannot be sent: RC-207. */
public interface UnreachableVendorRules extends ContractRuleGroup {

    /** The number of orders in a row that cannot be sent. */
    int ATTEMPTS = 6;

    @Test
    @DisplayName("RC-207 a connection that cannot be established is UNREACHABLE, not billed")
    @Tag("fault-3")
    default void reportsUnreachable() throws IOException {
        try (ClosedPort closed = ClosedPort.any()) {
            String refused = closed.origin().toString();
            // a label of more than 63 characters is invalid, so no name server is asked
            String unknown = "https://" + "x".repeat(70) + ".invalid";
            FaultRounds rounds = new FaultRounds(context());
            rounds.eachOrder(List.of(refused), List.of(unknown), (order, vendor, url) -> {
                RuleCheck check =
                        context().ruleCheck("RC-207", "no server is at the base URL " + url + rounds.difference(order));
                requireUnreachable(check, context().subject().with(Map.of("base-url", url)), order);
            });
        }
        context()
                .eachOperationOnTheWire(
                        (operation, vendor) -> stopsVendor(context().resolved(operation), vendor));
    }

    /** Requires the same of a vendor that has accepted an order before, and has then been stopped. */
    private void stopsVendor(ResolvedRequest order, Simulator vendor) {
        RuleCheck accepted = context().ruleCheck("RC-207", "an order without a fault");
        // a connection that stays open may fail after the next order was sent
        ServerResponse response = acceptance(accepted, order, vendor).header("Connection", "close");
        VideoProvider provider;
        int port;
        try (RecordingServer server = new RecordingServer(response)) {
            port = server.origin().getPort();
            provider = context()
                    .subject()
                    .with(Map.of("base-url", server.origin() + vendor.baseUrl().getRawPath()));
            Either<VideoFailure, TaskRef> first =
                    context().callPort(accepted, () -> provider.generator().submit(order));
            accepted.require(first.isRight(), "it is accepted again", () -> "it is " + first);
        }
        try (ClosedPort closed = ClosedPort.of(port)) {
            RuleCheck check = context()
                    .ruleCheck("RC-207", "the vendor at " + closed.origin() + " has accepted an order, then stopped");
            requireUnreachable(check, provider, order);
        } catch (IOException e) {
            context().notApplicable("another program has taken the port");
        }
    }

    /** Returns the response of the vendor to an order that it accepts. */
    private ServerResponse acceptance(RuleCheck check, ResolvedRequest order, Simulator vendor) {
        List<ServerResponse> sent = new CopyOnWriteArrayList<>();
        vendor.changeResponses(RequestKind.SUBMIT, response -> {
            sent.add(response);
            return response;
        });
        TaskRef unused = context().submitted(check, order);
        vendor.changeResponses(RequestKind.SUBMIT, UnaryOperator.identity());
        check.require(!sent.isEmpty(), "the order reaches the vendor", () -> "it does not");
        return sent.get(0);
    }

    private void requireUnreachable(RuleCheck check, VideoProvider provider, ResolvedRequest order) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            int number = attempt;
            Either<VideoFailure, TaskRef> result =
                    context().callPort(check, () -> provider.generator().submit(order));
            check.require(
                    result.isLeft()
                            && result.getLeft().kind() == FailureKind.UNREACHABLE
                            && result.getLeft().billingStatus() == BillingStatus.NOT_BILLED,
                    "each order is UNREACHABLE and not billed",
                    () -> "order " + number + " is " + result);
        }
    }
}
