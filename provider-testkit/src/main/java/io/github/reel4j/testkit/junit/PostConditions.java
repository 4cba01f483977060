package io.github.reel4j.testkit.junit;

import io.github.reel4j.model.ProviderId;
import io.github.reel4j.testkit.simulator.Simulator;
import java.util.ArrayList;
import java.util.List;

/** What is asked of a test that has passed. Configured by one thread; thread-safe from then on. */
final class PostConditions {

    private boolean illegalAllowed;
    private boolean billingChecked = true;

    void allowIllegalRequests() {
        illegalAllowed = true;
    }

    void withoutBilling() {
        billingChecked = false;
    }

    /** Why the test fails all the same; empty if it does not. */
    List<String> violations(ProviderId provider, Simulator vendor) {
        List<String> violations = new ArrayList<>();
        if (!illegalAllowed) {
            IllegalRequests.violation(provider.value(), vendor.ledger().rejections(), vendor.documented())
                    .ifPresent(violations::add);
        }
        if (billingChecked) {
            vendor.unreportedOrders().ifPresent(violations::add);
        }
        return violations;
    }
}
