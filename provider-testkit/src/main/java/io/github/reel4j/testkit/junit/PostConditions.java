package io.github.reel4j.testkit.junit;

import io.github.reel4j.model.ProviderId;
import io.github.reel4j.testkit.simulator.Simulator;
import java.util.ArrayList;
import java.util.List;

/** The checks after each test. Configure it on one thread; it is thread-safe from then on. */
final class PostConditions {

    private boolean illegalAllowed;
    private boolean billingChecked = true;

    void allowIllegalRequests() {
        illegalAllowed = true;
    }

    void withoutBilling() {
        billingChecked = false;
    }

    /** Returns the violations of a test; empty if there are none. */
    List<String> violations(ProviderId provider, Simulator vendor) {
        List<String> violations = new ArrayList<>();
        if (!illegalAllowed) {
            IllegalRequestFormatter.violation(provider.value(), vendor.ledger().rejections(), vendor.documented())
                    .ifPresent(violations::add);
        }
        if (billingChecked) {
            vendor.unreportedOrders().ifPresent(violations::add);
        }
        return violations;
    }
}
