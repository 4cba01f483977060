package io.github.reel4j.testkit.junit;

import io.github.reel4j.model.ProviderId;
import io.github.reel4j.testkit.simulator.Simulator;
import java.util.ArrayList;
import java.util.List;

/** What is asked of a test that has passed. Configured by one thread; thread-safe from then on. */
final class Checks {

    private boolean illegalAllowed;
    private boolean billingChecked = true;

    void allowIllegalRequests() {
        illegalAllowed = true;
    }

    void withoutBilling() {
        billingChecked = false;
    }

    /** Why the test fails all the same; empty if it does not. */
    List<String> complaints(ProviderId provider, Simulator vendor) {
        List<String> complaints = new ArrayList<>();
        if (!illegalAllowed) {
            IllegalRequests.complaint(provider.value(), vendor.ledger().refusals(), vendor.documented())
                    .ifPresent(complaints::add);
        }
        if (billingChecked) {
            vendor.unknownToTheProgram().ifPresent(complaints::add);
        }
        return complaints;
    }
}
