package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.vavr.control.Either;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Contract rules about reporting the status of tasks: RC-301, RC-302, RC-304, RC-306, RC-307, RC-309 and RC-311 to
 * RC-313.
 */
public interface TrackingRules extends ContractRuleGroup {

    @Test
    @DisplayName("RC-301 a finished task has its video, also when polled again")
    default void findsTheVideo() {
        RuleCheck check = context().ruleCheck("RC-301", "a task that the vendor has finished");
        context().eachOperation(operation -> {
            TaskRef task = context().submitted(check, operation);
            TaskStatus early = context().status(check, task);
            check.require(
                    !(early instanceof TaskStatus.Failed), "a task that was just submitted has not failed", early::id);
            context().subject().finishTasks();
            GeneratedVideo video = context().finishedVideo(check, task);
            check.requireEqual(task, video.task(), "the video belongs to the task");
            check.requireEqual(video, context().finishedVideo(check, task), "a second poll returns the same");
        });
    }

    @Test
    @DisplayName("RC-302 a task that the vendor failed is a failed status with the vendor's message")
    @Tag("fault-59")
    default void reportsFailure() {
        String code = context().failureCode();
        RuleCheck check = context().ruleCheck("RC-302", "the vendor fails the task: " + code + ", 'No herons at dawn'");
        context().eachOperation(operation -> {
            context().subject().nextTaskFails(code, "No herons at dawn");
            TaskRef task = context().submitted(check, operation);
            context().subject().finishTasks();
            TaskStatus status = context().status(check, task);
            if (!(status instanceof TaskStatus.Failed failed)) {
                throw check.failed("the status of " + operation + " is failed", "it is " + status);
            }
            VideoFailure failure = failed.failure();
            check.requireEqual(FailureKind.GENERATION_FAILED, failure.kind(), "the kind is GENERATION_FAILED");
            check.require(
                    code.isEmpty() || failure.vendorCode().equals(Optional.of(code)),
                    "the vendor's code is kept",
                    () -> "the kept code is " + failure.vendorCode());
            check.require(
                    failure.message().contains("No herons at dawn"),
                    "the message contains the vendor's message",
                    failure::message);
            check.requireEqual(Optional.of(task), failure.task(), "the failure names the task");
        });
    }

    @Test
    @DisplayName("RC-304 an undocumented status is unrecognized, and is kept")
    @Tag("fault-45")
    default void toleratesUnknownStatus() {
        context().eachOperationOnTheWire((operation, vendor) -> {
            String unexplained = vendor.unexplainedStatus();
            RuleCheck check = context()
                    .ruleCheck("RC-304", "the vendor reports the status " + unexplained + " while a task runs");
            vendor.nextTask()
                    .queued(Duration.ZERO)
                    .running(Duration.ofMinutes(5))
                    .reportsStatus(unexplained);
            TaskStatus status = context().status(check, context().submitted(check, operation));
            check.require(
                    status instanceof TaskStatus.Unrecognized unrecognized
                            && unrecognized.status().contains(unexplained),
                    "the status is unrecognized and has this value",
                    () -> "it is " + status);
        });
    }

    @Test
    @DisplayName("RC-306 a success without a usable URL is NO_RESULT")
    @Tag("fault-56")
    default void requiresAResultUrl() {
        RuleCheck check = context().ruleCheck("RC-306", "the vendor reports success without a URL");
        context().eachOperationOnTheWire((operation, vendor) -> {
            vendor.nextTask().succeedsWithoutUrl();
            TaskRef task = context().submitted(check, operation);
            context().subject().finishTasks();
            context().expectPollFailure(check, FailureKind.NO_RESULT, task);
        });
    }

    @Test
    @DisplayName("RC-307 queued and running tasks are reported as such")
    default void reportsProgress() {
        RuleCheck check = context().ruleCheck("RC-307", "a task that has not ended");
        context().eachOperationOnTheWire((operation, vendor) -> {
            vendor.nextTask().queued(Duration.ZERO).running(Duration.ofMinutes(5));
            TaskStatus running = context().status(check, context().submitted(check, operation));
            check.require(
                    running instanceof TaskStatus.Running,
                    "a running task is reported as running",
                    () -> "it is " + running);
            vendor.nextTask().queued(Duration.ofMinutes(5)).running(Duration.ZERO);
            TaskStatus queued = context().status(check, context().submitted(check, operation));
            check.require(
                    queued instanceof TaskStatus.Queued || queued instanceof TaskStatus.Running,
                    "a queued task is reported as queued, or as running if the vendor does not distinguish",
                    () -> "it is " + queued);
        });
    }

    @Test
    @DisplayName("RC-311 a task that was cancelled at the vendor is a cancelled status, if the vendor reports it")
    default void reportsCancellation() {
        RuleCheck check = context().ruleCheck("RC-311", "a task that someone else cancelled at the vendor");
        context().eachOperationOnTheWire((operation, vendor) -> {
            if (!vendor.reportsCancelled()) {
                context().notApplicable("the vendor documents no status for cancelled tasks");
                return;
            }
            vendor.nextTask().isCancelled();
            TaskRef task = context().submitted(check, operation);
            context().subject().finishTasks();
            TaskStatus status = context().status(check, task);
            if (!(status instanceof TaskStatus.Cancelled cancelled)) {
                throw check.failed("the status of " + operation + " is cancelled", "it is " + status);
            }
            check.requireEqual(FailureKind.CANCELLED, cancelled.failure().kind(), "the kind is CANCELLED");
            check.requireEqual(Optional.of(task), cancelled.failure().task(), "the failure names the task");
        });
    }

    @Test
    @DisplayName("RC-312 a queued task has the position that the vendor reports")
    default void reportsQueuePosition() {
        context().eachOperationOnTheWire((operation, vendor) -> {
            if (!vendor.reportsQueuePosition()) {
                context().notApplicable("the vendor documents no queue position");
                return;
            }
            for (int position : List.of(0, 7)) {
                RuleCheck check = context()
                        .ruleCheck("RC-312", "the vendor reports that it starts " + position + " tasks before");
                vendor.nextTask().queued(Duration.ofMinutes(5)).queuePosition(position);
                TaskStatus status = context().status(check, context().submitted(check, operation));
                check.require(!(status instanceof TaskStatus.Running), "it is not reported as running", () -> "it is");
                if (status instanceof TaskStatus.Queued queued) { // RC-307 requires it
                    check.requireEqual(
                            OptionalInt.of(position), queued.position(), "the status has this queue position");
                }
            }
        });
    }

    @Test
    @DisplayName("RC-313 a video has the time at which its URL stops working, if the vendor states it")
    default void reportsExpiry() {
        RuleCheck check = context().ruleCheck("RC-313", "a task that the vendor has finished");
        context().eachOperationOnTheWire((operation, vendor) -> {
            Instant submitted = context().subject().now().truncatedTo(ChronoUnit.SECONDS);
            TaskRef task = context().submitted(check, operation);
            context().subject().finishTasks();
            Instant polled = context().subject().now();
            Optional<Instant> expiry = context().finishedVideo(check, task).expiresAt();
            context().subject().finishTasks(); // time passes
            Either<VideoFailure, TaskStatus> later =
                    context().callPort(check, () -> context().poll(task));
            if (later.isRight() && later.get() instanceof TaskStatus.Succeeded succeeded) { // RC-301 requires it
                check.requireEqual(
                        expiry, succeeded.video().expiresAt(), "a poll 10 minutes later returns the same time");
            }
            if (vendor.videoUrlLifetime().isEmpty()) {
                check.require(
                        expiry.map(submitted::isBefore).orElse(true),
                        "a time is later than that of the order",
                        () -> "it is " + expiry);
                context().notApplicable("the vendor's responses do not state it");
                return;
            }
            Duration lifetime = vendor.videoUrlLifetime().get();
            check.require(
                    expiry.map(time -> time.minus(lifetime))
                            .filter(ended -> !ended.isBefore(submitted) && ended.isBefore(polled))
                            .isPresent(),
                    "it is " + lifetime.toHours() + " h after the end of the task, which is between " + submitted
                            + " and " + polled,
                    () -> "it is " + expiry);
        });
    }

    @Test
    @DisplayName("RC-309 each of several tasks has its own status and its own video")
    @Tag("fault-62")
    default void isolatesTasks() {
        RuleCheck check = context().ruleCheck("RC-309", "several tasks of one provider");
        context().eachOperation(operation -> {
            TaskRef good = context().submitted(check, operation);
            context().subject().nextTaskFails(context().failureCode(), "Video generation failed");
            TaskRef bad = context().submitted(check, operation);
            TaskRef other = context().submitted(check, operation);
            context().subject().finishTasks();
            Either<VideoFailure, TaskStatus> second =
                    context().callPort(check, () -> context().poll(bad));
            check.require(
                    second.isLeft() || !(second.get() instanceof TaskStatus.Succeeded),
                    "the failed task has no video",
                    () -> "it is " + second);
            GeneratedVideo one = context().finishedVideo(check, good);
            GeneratedVideo two = context().finishedVideo(check, other);
            check.require(
                    !one.url().equals(two.url()), "each video has a URL of its own", () -> "both have " + one.url());
        });
    }
}
