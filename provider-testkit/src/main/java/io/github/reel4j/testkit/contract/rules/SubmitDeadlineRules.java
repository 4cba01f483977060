package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.Simulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A contract rule about the time that a submit takes: RC-211. */
public interface SubmitDeadlineRules extends ContractRuleGroup {

    /** How many orders are submitted at the same time. */
    int SILENT_ORDERS = 8;

    @Test
    @DisplayName("RC-211 a submit ends at its deadline if the vendor sends nothing")
    @Tag("fault-11")
    @Tag("fault-12")
    @Tag("fault-13")
    default void respectsItsDeadline() {
        context().eachOperationOnTheWire((operation, vendor) -> {
            List<ResolvedRequest> orders = new ArrayList<>(
                    Collections.nCopies(SilentSubmits.FAULTS.size(), context().resolved(operation)));
            List<ResolvedRequest> all = context().orders(operation);
            orders.addAll(all.subList(1, all.size()));
            for (int first = 0; first < orders.size(); first += SILENT_ORDERS) {
                timeOut(orders.subList(first, Math.min(first + SILENT_ORDERS, orders.size())), vendor);
            }
            // with 2 s, twice the timeout is late as well
            Duration deadline =
                    FaultRounds.isLast(context(), operation) ? Duration.ofSeconds(2) : Duration.ofMillis(700);
            silentSubmits(vendor, deadline, orders).requireInTime(orders.get(0), Fault.silence());
            new FaultRounds(context()).requireUsable("RC-211", operation, "a deadline");
        });
    }

    /** On a busy machine a client may time out before its request has arrived; then it is tried with more time. */
    private void timeOut(List<ResolvedRequest> orders, Simulator vendor) {
        if (!silentSubmits(vendor, Duration.ofMillis(300), orders).timeOut(orders, false)) {
            boolean unused =
                    silentSubmits(vendor, Duration.ofSeconds(3), orders).timeOut(orders, true);
        }
    }

    /** Returns the silent submits of a provider that is new, or that has sent other orders before. */
    private SilentSubmits silentSubmits(Simulator vendor, Duration deadline, List<ResolvedRequest> orders) {
        SilentSubmits submits = new SilentSubmits(context(), vendor, deadline);
        if (orders.size() > 1) {
            submits.sendOthers(orders.get(0));
        }
        return submits;
    }
}
