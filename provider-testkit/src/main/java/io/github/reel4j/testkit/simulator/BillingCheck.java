package io.github.reel4j.testkit.simulator;

import java.util.List;
import java.util.Optional;

/** Compares what the vendor bills with what the program was told. */
final class BillingCheck {

    private BillingCheck() {}

    /** What is wrong, for people; empty if the program knows of every order. */
    static Optional<String> violation(Ledger ledger, Submissions submissions) {
        if (!submissions.wronglyResent().isEmpty()) {
            return Optional.of("An order was sent again that must not be: " + submissions.wronglyResent()
                    + ". Only RATE_LIMITED and UNREACHABLE prove that another send costs nothing.\n" + ledger);
        }
        List<BilledOrder> orders = ledger.orders();
        if (orders.size() > submissions.sent()) {
            return Optional.of("The vendor bills " + orders.size() + " orders, but the program submitted "
                    + submissions.sent()
                    + ": something sends an order more than once.\n" + ledger);
        }
        List<String> lost = orders.stream()
                .map(BilledOrder::taskId)
                .filter(id -> !submissions.wasReturned(id))
                .toList();
        if (lost.size() <= submissions.unknown()) {
            return Optional.empty();
        }
        return Optional.of(
                "The vendor bills orders that the program knows nothing about: " + lost + ". For an order that may"
                        + " have been accepted the client must give a task or fail with SUBMISSION_UNKNOWN; it did the latter "
                        + submissions.unknown() + " times.\n" + ledger);
    }
}
