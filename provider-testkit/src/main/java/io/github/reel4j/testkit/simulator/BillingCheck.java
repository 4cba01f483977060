package io.github.reel4j.testkit.simulator;

import java.util.List;
import java.util.Optional;

/** Compares the orders that the simulated vendor bills with those that the providers under test reported. */
final class BillingCheck {

    private BillingCheck() {}

    /** Returns a description of the first discrepancy; empty if there is none. */
    static Optional<String> violation(Ledger ledger, SubmitResultRecorder submissions) {
        if (!submissions.wronglyResent().isEmpty()) {
            return Optional.of(
                    "An order was sent again although it may have been billed: " + submissions.wronglyResent()
                            + ". Only after RATE_LIMITED and UNREACHABLE may an order be sent again.\n" + ledger);
        }
        List<BilledOrder> orders = ledger.orders();
        if (orders.size() > submissions.sent()) {
            return Optional.of("The vendor bills " + orders.size() + " orders, but the program submitted "
                    + submissions.sent()
                    + ". An HTTP client below the provider probably sends orders again.\n" + ledger);
        }
        List<String> lost = orders.stream()
                .map(BilledOrder::taskId)
                .filter(id -> !submissions.wasReturned(id))
                .toList();
        if (lost.size() <= submissions.unknown()) {
            return Optional.empty();
        }
        return Optional.of(
                "The vendor bills orders that the program does not know: " + lost + ". For an order that may have been"
                        + " accepted, the provider must return a task or fail with SUBMISSION_UNKNOWN. Failures"
                        + " of this kind: "
                        + submissions.unknown() + ".\n" + ledger);
    }
}
