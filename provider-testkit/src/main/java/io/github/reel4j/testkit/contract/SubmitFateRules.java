package io.github.reel4j.testkit.contract;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.Order;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** RC-202, RC-203, RC-204, RC-211 and RC-212: orders whose fate is not known, and which are sent once all the same. */
interface SubmitFateRules extends RuleTests {

    @Test
    @DisplayName("RC-202 a submit reaches the vendor at most once, however the connection ends")
    default void sendsOnce() {
        leaveUnknown(
                "RC-202", List.of(Fault.connectionReset(), Fault.connectionClosed(), Fault.cutBody(), Fault.garbage()));
    }

    @Test
    @DisplayName("RC-203 a status or a page that proves no rejection leaves the fate of a submit unknown")
    @Tag("fault-27")
    @Tag("fault-28")
    @Tag("fault-32")
    @Tag("fault-33")
    @Tag("fault-34")
    @Tag("fault-127")
    @Tag("fault-128")
    default void doesNotTrustServerErrors() {
        leaveUnknown(
                "RC-203",
                List.of(
                        Fault.http(408),
                        Fault.http(409),
                        Fault.http(418),
                        Fault.http(423),
                        Fault.http(424),
                        Fault.http(425),
                        Fault.http(444),
                        Fault.http(460),
                        Fault.http(499),
                        Fault.page(404).beforeAccepting(),
                        Fault.page(429).beforeAccepting(),
                        Fault.http(500),
                        Fault.http(502),
                        Fault.http(503).retryAfter("1"),
                        Fault.http(504)));
    }

    @Test
    @DisplayName("RC-204 a 2xx that cannot be read, or has no task id, leaves the fate of a submit unknown")
    @Tag("fault-38")
    @Tag("fault-40")
    @Tag("fault-41")
    @Tag("fault-48")
    @Tag("fault-49")
    @Tag("fault-52")
    default void doesNotTrustUnreadableSuccess() {
        leaveUnknown(
                "RC-204",
                List.of(
                        Fault.emptyBody(),
                        Fault.html(),
                        Fault.gzip(),
                        Fault.oversizeBody(2 * 1024 * 1024),
                        Fault.reply(200, "application/json", "{\"success\": true}"),
                        Fault.reply(200, "application/json", "null"),
                        Fault.reply(200, "application/json", "[]")));
    }

    @Test
    @DisplayName("RC-211 a submit ends at its deadline when the vendor says nothing")
    @Tag("fault-11")
    @Tag("fault-12")
    @Tag("fault-13")
    default void keepsItsDeadline() {
        VideoProvider hurried = bench().subject().with(Map.of("submit-timeout", "300ms"));
        bench().eachOperationOnTheWire((operation, vendor) -> {
            for (Fault fault :
                    List.of(Fault.silence(), Fault.headersThenSilence(), Fault.drip(Duration.ofMillis(100)))) {
                Lesson lesson = bench().lesson("RC-211", "the vendor accepts the order, then: " + fault);
                vendor.nextSubmit(fault);
                Either<VideoFailure, TaskRef> answer = inTime(lesson, hurried, operation);
                // a machine too busy to connect in time has sent nothing and says so; the fault still waits
                for (int more = 0; more < 5 && neverLeft(lesson, answer); more++) {
                    answer = inTime(lesson, hurried, operation);
                }
                lesson.wire().awaitFirst();
                bench().requireOneSubmit(lesson);
                Either<VideoFailure, TaskRef> last = answer;
                lesson.require(
                        last.isLeft() && last.getLeft().kind() == FailureKind.SUBMISSION_UNKNOWN,
                        "it is SUBMISSION_UNKNOWN",
                        () -> "it is " + last);
            }
        });
    }

    @Test
    @DisplayName("RC-212 a rejection that names a task is SUBMISSION_UNKNOWN with the task, and sent once")
    @Tag("fault-129")
    default void keepsTasksOfRejections() {
        for (int status : List.of(400, 402, 404, 429, 500)) {
            bench().eachOperationOnTheWire((operation, vendor) -> {
                Lesson lesson = bench().lesson(
                                "RC-212", "the vendor accepts the order, and names its task under HTTP " + status);
                vendor.nextSubmit(Fault.namingTask(status));
                VideoFailure failure = bench().refusal(lesson, operation, FailureKind.SUBMISSION_UNKNOWN);
                List<Order> orders = vendor.ledger().orders();
                String id = orders.get(orders.size() - 1).taskId();
                lesson.requireEqual(Optional.of(id), failure.task().map(TaskRef::id), "the failure has the task");
            });
        }
    }

    private Either<VideoFailure, TaskRef> inTime(Lesson lesson, VideoProvider hurried, Operation operation) {
        return Patience.within(
                Duration.ofSeconds(5),
                () -> bench().unthrown(lesson, () -> hurried.generator().submit(bench().resolved(operation))),
                () -> lesson.failed("it answers at its deadline of 300 ms", "it had not after 5 s"));
    }

    private static boolean neverLeft(Lesson lesson, Either<VideoFailure, TaskRef> answer) {
        return answer.isLeft()
                && answer.getLeft().kind() == FailureKind.UNREACHABLE
                && lesson.wire().arrivals(RequestKind.SUBMIT).isEmpty();
    }

    private void leaveUnknown(String rule, List<Fault> faults) {
        bench().eachOperationOnTheWire((operation, vendor) -> {
            for (Fault fault : faults) {
                Lesson lesson = bench().lesson(rule, "the vendor accepts the order, then: " + fault);
                vendor.nextSubmit(fault);
                VideoFailure unused = bench().refusal(lesson, operation, FailureKind.SUBMISSION_UNKNOWN);
            }
        });
    }
}
