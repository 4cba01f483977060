package io.github.reel4j.testkit.contract;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** RC-301, RC-302, RC-304, RC-306, RC-307 and RC-309: what the vendor tells of a task. */
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
    @Tag("fault-59")
    default void tellsFailure() {
        String code = bench().failureCode();
        Lesson lesson = bench().lesson("RC-302", "the vendor gives the task up: " + code + ", 'No herons at dawn'");
        bench().eachOperation(operation -> {
            bench().subject().nextTaskFails(code, "No herons at dawn");
            TaskRef task = bench().submitted(lesson, operation);
            bench().subject().finishTasks();
            TaskStatus status = bench().status(lesson, task);
            if (!(status instanceof TaskStatus.Failed failed)) {
                throw lesson.failed("the status of " + operation + " is failed", "it is " + status);
            }
            VideoFailure failure = failed.failure();
            lesson.requireEqual(FailureKind.GENERATION_FAILED, failure.kind(), "the kind is right");
            lesson.require(
                    code.isEmpty() || failure.vendorCode().equals(Optional.of(code)),
                    "the vendor's code is kept",
                    () -> "it is " + failure.vendorCode());
            lesson.require(
                    failure.message().contains("No herons at dawn"),
                    "the vendor's words are in the message",
                    failure::message);
            lesson.requireEqual(Optional.of(task), failure.task(), "the failure is about the task");
        });
    }

    @Test
    @DisplayName("RC-304 a status word that no document explains means running, and is kept")
    @Tag("fault-45")
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
    @DisplayName("RC-306 a success without a usable address is NO_RESULT")
    @Tag("fault-56")
    default void wantsAnAddress() {
        Lesson lesson = bench().lesson("RC-306", "the vendor claims success and gives no address");
        bench().eachOperationOnTheWire((operation, vendor) -> {
            vendor.nextTask().succeedsWithoutUrl();
            TaskRef task = bench().submitted(lesson, operation);
            bench().subject().finishTasks();
            bench().trouble(lesson, FailureKind.NO_RESULT, task);
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
    @DisplayName("RC-309 each of several tasks has its own status and its own video")
    @Tag("fault-62")
    default void keepsTasksApart() {
        Lesson lesson = bench().lesson("RC-309", "two tasks of one provider");
        bench().eachOperation(operation -> {
            TaskRef good = bench().submitted(lesson, operation);
            bench().subject().nextTaskFails(bench().failureCode(), "Video generation failed");
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
}
