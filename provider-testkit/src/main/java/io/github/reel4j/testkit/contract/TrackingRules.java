package io.github.reel4j.testkit.contract;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.simulator.Fault;
import io.vavr.control.Either;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** RC-3xx: tracking. */
interface TrackingRules extends RuleTests {

    @Test
    @DisplayName("RC-301 a task is followed to its video, and asking again says the same")
    default void findsTheVideo() {
        Lesson lesson = bench().lesson("RC-301", "a task that the vendor has finished");
        bench().eachOperation(operation -> {
            TaskRef task = bench().submitted(lesson, operation);
            TaskStatus early = bench().status(lesson, task);
            lesson.require(
                    !(early instanceof TaskStatus.Failed), "a task that was just ordered has not failed", early::word);
            bench().subject().finishTasks();
            GeneratedVideo video = bench().made(lesson, task);
            lesson.requireEqual(task, video.task(), "the video is the task's");
            lesson.requireEqual(video, bench().made(lesson, task), "asking again says the same");
        });
    }

    @Test
    @DisplayName("RC-302 a task that the vendor gave up is a failed status with the vendor's words")
    default void tellsFailure() {
        Lesson lesson =
                bench().lesson("RC-302", "the vendor gives the task up: CONTENT_VIOLATION, 'No herons at dawn'");
        bench().eachOperation(operation -> {
            bench().subject().nextTaskFails("CONTENT_VIOLATION", "No herons at dawn");
            TaskRef task = bench().submitted(lesson, operation);
            bench().subject().finishTasks();
            TaskStatus status = bench().status(lesson, task);
            if (!(status instanceof TaskStatus.Failed failed)) {
                throw lesson.failed("the status of " + operation + " is failed", "it is " + status);
            }
            VideoFailure failure = failed.failure();
            lesson.requireEqual(FailureKind.GENERATION_FAILED, failure.kind(), "the kind is right");
            lesson.requireEqual(Optional.of("CONTENT_VIOLATION"), failure.vendorCode(), "the vendor's code is kept");
            lesson.require(
                    failure.message().contains("No herons at dawn"),
                    "the vendor's words are in the message",
                    failure::message);
            lesson.requireEqual(Optional.of(task), failure.task(), "the failure is about the task");
        });
    }

    @Test
    @DisplayName("RC-303 a task the vendor does not know is TASK_NOT_FOUND with the task")
    default void doesNotKnow() {
        Lesson lesson = bench().lesson("RC-303", "a task that the vendor has forgotten, or that was never ordered");
        bench().eachOperation(operation -> {
            failsAs(lesson, FailureKind.TASK_NOT_FOUND, unknown(lesson, operation));
        });
    }

    @Test
    @DisplayName("RC-304 a status word that no document explains means running, and is kept")
    default void toleratesNewWords() {
        bench().eachOperationOnTheWire((operation, vendor) -> {
            String unexplained = vendor.unexplainedStatus();
            Lesson lesson = bench().lesson("RC-304", "the vendor says " + unexplained + " while a task runs");
            vendor.nextTask()
                    .queued(Duration.ZERO)
                    .running(Duration.ofMinutes(5))
                    .reportsStatus(unexplained);
            TaskStatus status = bench().status(lesson, bench().submitted(lesson, operation));
            lesson.require(
                    status instanceof TaskStatus.Unrecognized word
                            && word.status().contains(unexplained),
                    "the status is unrecognized, with the word",
                    () -> "it is " + status);
        });
    }

    @Test
    @DisplayName("RC-305 trouble with a poll is about the poll: the task goes on, and one request was made")
    default void survivesTrouble() {
        List<FailureKind> passing = List.of(FailureKind.UNAVAILABLE, FailureKind.UNEXPECTED_REPLY);
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
                Fault.http(503))) {
            Lesson lesson = bench().lesson("RC-305", "a poll meets: " + fault);
            bench().eachOperationOnTheWire((operation, vendor) -> {
                TaskRef task = bench().submitted(lesson, operation);
                int before = vendor.ledger().polls().size();
                vendor.nextPoll(fault);
                Either<VideoFailure, TaskStatus> answer = bench().unthrown(lesson, () -> bench().poll(task));
                lesson.require(
                        answer.isLeft() && passing.contains(answer.getLeft().kind()),
                        "it is UNAVAILABLE or UNEXPECTED_REPLY",
                        () -> "it is " + answer);
                lesson.requireEqual(Optional.of(task), answer.getLeft().task(), "the failure is about the task");
                lesson.requireEqual(before + 1, vendor.ledger().polls().size(), "the number of polls is right");
            });
        }
    }

    @Test
    @DisplayName("RC-306 a success without a usable address is NO_RESULT")
    default void wantsAnAddress() {
        Lesson lesson = bench().lesson("RC-306", "the vendor claims success and gives no address");
        bench().eachOperationOnTheWire((operation, vendor) -> {
            vendor.nextTask().succeedsWithoutUrl();
            TaskRef task = bench().submitted(lesson, operation);
            bench().subject().finishTasks();
            failsAs(lesson, FailureKind.NO_RESULT, task);
        });
    }

    @Test
    @DisplayName("RC-307 a task that waits or runs is reported so")
    default void tellsProgress() {
        Lesson lesson = bench().lesson("RC-307", "a task that has not ended");
        bench().eachOperationOnTheWire((operation, vendor) -> {
            vendor.nextTask().queued(Duration.ZERO).running(Duration.ofMinutes(5));
            TaskStatus running = bench().status(lesson, bench().submitted(lesson, operation));
            lesson.require(
                    running instanceof TaskStatus.Running, "a running task is running", () -> "it is " + running);
            vendor.nextTask().queued(Duration.ofMinutes(5)).running(Duration.ZERO);
            TaskStatus waiting = bench().status(lesson, bench().submitted(lesson, operation));
            lesson.require(
                    waiting instanceof TaskStatus.Queued || waiting instanceof TaskStatus.Running,
                    "a waiting task is queued, or running where the vendor tells no difference",
                    () -> "it is " + waiting);
        });
    }

    @Test
    @ResourceLock(Resources.TIME_ZONE)
    @ResourceLock(Resources.LOCALE)
    @DisplayName("RC-308 a limited poll is RATE_LIMITED with the wait the vendor asks for")
    default void tellsRateLimitOfPolls() {
        Lesson lesson = bench().lesson("RC-308", "a poll is answered 429 with Retry-After: 9");
        bench().eachOperationOnTheWire((operation, vendor) -> {
            TaskRef task = bench().submitted(lesson, operation);
            vendor.nextPoll(Fault.http(429).retryAfter("9"));
            VideoFailure failure = failsAs(lesson, FailureKind.RATE_LIMITED, task);
            lesson.requireEqual(Optional.of(Duration.ofSeconds(9)), failure.retryAfter(), "the failure tells the wait");
        });
        Instant date = bench().subject().now().plusSeconds(90).truncatedTo(ChronoUnit.SECONDS);
        Abroad.everywhere(() -> {
            Fault fault = Fault.http(429).retryAfter(date);
            Lesson dated = bench().lesson("RC-308", "a poll is answered " + fault + ", 90 s from now");
            bench().eachOperationOnTheWire((operation, vendor) -> {
                TaskRef task = bench().submitted(dated, operation);
                vendor.nextPoll(fault);
                bench().requireWait(dated, failsAs(dated, FailureKind.RATE_LIMITED, task));
            });
        });
    }

    @Test
    @DisplayName("RC-309 each of several tasks has its own status and its own video")
    default void keepsTasksApart() {
        Lesson lesson = bench().lesson("RC-309", "two tasks of one provider");
        bench().eachOperation(operation -> {
            TaskRef good = bench().submitted(lesson, operation);
            bench().subject().nextTaskFails("GENERATION_FAILED", "Video generation failed");
            TaskRef bad = bench().submitted(lesson, operation);
            TaskRef other = bench().submitted(lesson, operation);
            bench().subject().finishTasks();
            Either<VideoFailure, TaskStatus> second = bench().unthrown(lesson, () -> bench().poll(bad));
            lesson.require(
                    second.isLeft() || !(second.get() instanceof TaskStatus.Succeeded),
                    "the second task has no video",
                    () -> "it is " + second);
            GeneratedVideo one = bench().made(lesson, good);
            GeneratedVideo two = bench().made(lesson, other);
            lesson.require(
                    !one.url().equals(two.url()), "each video has an address of its own", () -> "both: " + one.url());
        });
    }

    @Test
    @DisplayName("RC-310 a poll with a refused key is AUTHENTICATION with the task")
    default void tellsRefusedKey() {
        Lesson lesson = bench().lesson("RC-310", "a poll is answered 401");
        bench().eachOperationOnTheWire((operation, vendor) -> {
            TaskRef task = bench().submitted(lesson, operation);
            vendor.nextPoll(Fault.http(401));
            failsAs(lesson, FailureKind.AUTHENTICATION, task);
        });
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

    private VideoFailure failsAs(Lesson lesson, FailureKind expected, TaskRef task) {
        Either<VideoFailure, TaskStatus> answer = bench().unthrown(lesson, () -> bench().poll(task));
        lesson.require(
                answer.isLeft() && answer.getLeft().kind() == expected,
                "the poll of " + task.operation() + " is " + expected,
                () -> "it is " + answer + "\n" + bench().exchange());
        lesson.requireEqual(Optional.of(task), answer.getLeft().task(), "the failure is about the task");
        return answer.getLeft();
    }
}
