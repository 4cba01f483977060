package io.github.reel4j.testkit.contract;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.simulator.Arrival;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.vavr.control.Either;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** RC-303, RC-305, RC-308 and RC-310: polls that tell nothing of the task. */
interface PollTroubleRules extends RuleTests {

    @Test
    @DisplayName("RC-303 a task the vendor does not know is TASK_NOT_FOUND with the task")
    @Tag("fault-25")
    default void doesNotKnow() {
        Lesson lesson = bench().lesson("RC-303", "a task that the vendor has forgotten, or that was never ordered");
        bench().eachOperation(operation -> {
            bench().trouble(lesson, FailureKind.TASK_NOT_FOUND, unknown(lesson, operation));
        });
    }

    @Test
    @DisplayName("RC-305 trouble with a poll is about the poll: the task goes on, and one request was made")
    @Tag("fault-8")
    @Tag("fault-22")
    @Tag("fault-32")
    @Tag("fault-39")
    @Tag("fault-40")
    @Tag("fault-130")
    default void survivesTrouble() {
        for (Fault fault : List.of(
                Fault.connectionReset(),
                Fault.connectionClosed(),
                Fault.cutBody(),
                Fault.garbage(),
                Fault.html(),
                Fault.emptyBody(),
                Fault.http(400),
                Fault.http(408),
                Fault.http(500),
                Fault.http(503),
                Fault.page(404))) {
            bench().eachOperationOnTheWire((operation, vendor) -> {
                Lesson lesson = bench().lesson("RC-305", "a poll meets: " + fault);
                TaskRef task = bench().submitted(lesson, operation);
                vendor.nextPoll(fault);
                Either<VideoFailure, TaskStatus> answer = bench().unthrown(lesson, () -> bench().poll(task));
                List<Arrival> polls = lesson.wire().arrivals(RequestKind.POLL);
                lesson.require(
                        polls.size() == 1,
                        "exactly 1 poll arrives: core does the asking again",
                        () -> polls.size() + " arrived: " + WireLog.times(polls));
                requirePassing(lesson, answer, task);
            });
        }
        // documents may give a 400, 422 or 500 at a result a meaning; these have none
        for (Fault fault : List.of(
                Fault.connectionReset(),
                Fault.cutBody(),
                Fault.html(),
                Fault.emptyBody(),
                Fault.http(408),
                Fault.http(503),
                Fault.page(404))) {
            bench().eachResultOnTheWire(
                            "RC-305",
                            fault,
                            (lesson, task) ->
                                    requirePassing(lesson, bench().unthrown(lesson, () -> bench().poll(task)), task));
        }
    }

    private static void requirePassing(Lesson lesson, Either<VideoFailure, TaskStatus> answer, TaskRef task) {
        List<FailureKind> passing = List.of(FailureKind.UNAVAILABLE, FailureKind.UNEXPECTED_REPLY);
        lesson.require(
                answer.isLeft() && passing.contains(answer.getLeft().kind()),
                "it is UNAVAILABLE or UNEXPECTED_REPLY",
                () -> "it is " + answer);
        lesson.requireEqual(Optional.of(task), answer.getLeft().task(), "the failure is about the task");
    }

    @Test
    @ResourceLock(Resources.TIME_ZONE)
    @ResourceLock(Resources.LOCALE)
    @DisplayName("RC-308 a limited poll is RATE_LIMITED with the wait the vendor asks for")
    default void tellsRateLimitOfPolls() {
        Fault limit = Fault.http(429).retryAfter("9");
        bench().eachOperationOnTheWire((operation, vendor) -> {
            Lesson lesson = bench().lesson("RC-308", "a poll is answered 429 with Retry-After: 9");
            TaskRef task = bench().submitted(lesson, operation);
            vendor.nextPoll(limit);
            requireLimited(lesson, task);
        });
        bench().eachResultOnTheWire("RC-308", limit, this::requireLimited);
        Instant date = bench().subject().now().plusSeconds(90).truncatedTo(ChronoUnit.SECONDS);
        Abroad.everywhere(() -> {
            Fault fault = Fault.http(429).retryAfter(date);
            bench().eachOperationOnTheWire((operation, vendor) -> {
                Lesson dated = bench().lesson("RC-308", "a poll is answered " + fault + ", 90 s from now");
                TaskRef task = bench().submitted(dated, operation);
                vendor.nextPoll(fault);
                bench().requireWait(dated, bench().trouble(dated, FailureKind.RATE_LIMITED, task));
            });
        });
    }

    private void requireLimited(Lesson lesson, TaskRef task) {
        VideoFailure failure = bench().trouble(lesson, FailureKind.RATE_LIMITED, task);
        lesson.requireEqual(Optional.of(Duration.ofSeconds(9)), failure.retryAfter(), "the failure tells the wait");
    }

    @Test
    @DisplayName("RC-310 a poll with a refused key is AUTHENTICATION with the task")
    @Tag("fault-23")
    default void tellsRefusedKey() {
        Lesson lesson = bench().lesson("RC-310", "a poll is answered 401");
        bench().eachOperationOnTheWire((operation, vendor) -> {
            TaskRef task = bench().submitted(lesson, operation);
            vendor.nextPoll(Fault.http(401));
            bench().trouble(lesson, FailureKind.AUTHENTICATION, task);
        });
        bench().eachResultOnTheWire(
                        "RC-310",
                        Fault.http(401),
                        (meanwhile, task) -> bench().trouble(meanwhile, FailureKind.AUTHENTICATION, task));
    }

    /** With an id that the vendor gave, where there is a vendor: ids made up may be none that the provider could even ask for. */
    private TaskRef unknown(Lesson lesson, Operation operation) {
        return bench().subject()
                .wire()
                .map(vendor -> {
                    TaskRef forgotten = bench().submitted(lesson, operation);
                    vendor.forgetTasks();
                    return forgotten;
                })
                .orElseGet(() -> new TaskRef(
                        bench().provider().id(),
                        operation,
                        bench().resolved(operation).model().id(),
                        "never-ordered",
                        "0",
                        Instant.EPOCH));
    }
}
