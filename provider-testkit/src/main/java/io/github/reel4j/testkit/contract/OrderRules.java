package io.github.reel4j.testkit.contract;

import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.simulator.Simulator;
import io.vavr.control.Either;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** RC-201, RC-209 and RC-210: what is ordered, and what an accepted order is answered with. */
interface OrderRules extends RuleTests {

    @Test
    @DisplayName("RC-201 an accepted order is one order at the vendor and a task that can be printed and read")
    default void answersWithTheTask() {
        Lesson lesson = bench().lesson("RC-201", "an order that nothing befalls");
        bench().eachOperation(operation -> {
            int before = bench().subject().acceptedOrders();
            TaskRef task = bench().submitted(lesson, operation);
            lesson.requireEqual(
                    before + 1, bench().subject().acceptedOrders(), "the number of orders at the vendor is right");
            lesson.requireEqual(bench().provider().id(), task.provider(), "the task names the provider");
            lesson.requireEqual(operation, task.operation(), "the task names the operation");
            lesson.requireEqual(bench().resolved(operation).digest(), task.digest(), "the task names the order");
            Either<VideoFailure, TaskStatus> elsewhere = bench().unthrown(
                            lesson,
                            () -> bench().subject().with(Map.of()).tracker().status(TaskRef.parse(task.toString())));
            lesson.require(
                    elsewhere.isRight(), "another program finds it by what was printed", () -> "it is " + elsewhere);
        });
    }

    @Test
    @DisplayName("RC-209 every value of the order reaches the vendor")
    default void sendsEverything() {
        bench().eachModelOnTheWire((model, vendor) -> {
            Lesson lesson = bench().lesson("RC-209", "an order that sets every text and number it can");
            FullOrders.Marked order = FullOrders.fullest(bench().request(model), model);
            String sent = sent(lesson, vendor, order.request());
            order.marks()
                    .forEach((field, mark) -> lesson.require(
                            Sent.carries(sent, mark),
                            "the value of " + field + " is in the request",
                            () -> "this was sent: " + sent));
            // vendors spell sizes in many ways, but never two sizes alike
            FullOrders.sizes(bench().request(model), model)
                    .ifPresent(pair -> requireUnlike(lesson, vendor, "orders of two sizes", pair));
            FullOrders.ownFields(bench().request(model), model).forEach((field, pair) -> {
                if (pair.stream().allMatch(bench()::takes)) {
                    requireUnlike(lesson, vendor, "orders of two values of " + field, pair);
                }
            });
        });
    }

    private void requireUnlike(Lesson lesson, Simulator vendor, String orders, List<GenerationRequest> pair) {
        String one = sent(lesson, vendor, pair.get(0));
        lesson.require(
                !one.equals(sent(lesson, vendor, pair.get(1))),
                orders + " differ on the wire",
                () -> "both times this was sent: " + one);
    }

    @Test
    @DisplayName("RC-210 the plainest order of every model is accepted by the vendor")
    default void sendsLegalDefaults() {
        bench().eachModel(model -> bench().submitted(
                        bench().lesson("RC-210", "an order that leaves everything optional unset"),
                        bench().resolved(FullOrders.plainest(bench().request(model), model))));
    }

    private String sent(Lesson lesson, Simulator vendor, GenerationRequest order) {
        bench().submitted(lesson, bench().resolved(order));
        List<ReceivedRequest> submits = vendor.ledger().submits();
        return submits.get(submits.size() - 1).body();
    }
}
