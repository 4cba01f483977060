package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.JsonNodeMapper;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.http.ServerResponse;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.RecordedRequest;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.github.reel4j.testkit.simulator.Simulator;
import io.vavr.control.Either;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The contract rule about following a task from its order to its end: RC-301. */
public interface TrackingRules extends ContractRuleGroup {

    @Test
    @DisplayName("RC-301 a finished task has its video, also when polled again")
    default void findsTheVideo() {
        RuleCheck check = context().ruleCheck("RC-301", "a task that the vendor has finished");
        PollSteps polls = new PollSteps(context());
        context().eachOperation(operation -> {
            TaskRef task = context().submitted(check, operation);
            TaskStatus early = context().status(check, task);
            check.require(
                    !(early instanceof TaskStatus.Failed), "a task that was just submitted has not failed", early::id);
            context().subject().finishTasks();
            GeneratedVideo video = context().finishedVideo(check, task);
            check.requireEqual(task, video.task(), "the video belongs to the task");
            requireSameVideo(polls, check, task, video);
            context().subject().wire().ifPresent(vendor -> {
                reportsChangesAtOnce(polls, vendor, operation);
                reportsAfterFailedPolls(polls, vendor, operation);
                reportsChangesDuringFailedPolls(polls, vendor, operation);
                reportsDaysLater(polls, vendor, operation);
            });
            reportsAfterFailedTask(operation);
        });
    }

    private void requireSameVideo(PollSteps polls, RuleCheck check, TaskRef task, GeneratedVideo video) {
        polls.statuses(check, task, TaskStatus.Succeeded.class, "the finished task has succeeded")
                .forEach(status -> check.requireEqual(
                        lasting(video), lasting(status.video()), "every poll, also of another instance, returns it"));
    }

    /** A vendor may sign the URL anew at each poll. RC-313 and RC-317 are about this. */
    private static GeneratedVideo lasting(GeneratedVideo video) {
        return GeneratedVideo.builder()
                .from(video)
                .url(URI.create(video.url().toString().replaceFirst("\\?.*", "")))
                .expiresAt(Optional.empty())
                .build();
    }

    /** Time stands still between most polls, so a status that is cached for any time is noticed. */
    private void reportsChangesAtOnce(PollSteps polls, Simulator vendor, Operation operation) {
        RuleCheck check = context().ruleCheck("RC-301", "a task that was polled immediately before it ended");
        vendor.nextTask().queued(Duration.ofSeconds(60)).running(Duration.ofSeconds(60));
        TaskRef task = context().submitted(check, operation);
        for (long seconds : List.of(0, 59, 1, 59)) {
            context().subject().advance(Duration.ofSeconds(seconds));
            polls.requireUnfinished(check, task);
        }
        context().subject().advance(Duration.ofSeconds(1));
        requireSameVideo(polls, check, task, context().finishedVideo(check, task));
    }

    private void reportsAfterFailedPolls(PollSteps polls, Simulator vendor, Operation operation) {
        vendor.nextTask().queued(Duration.ZERO).running(Duration.ofMinutes(5));
        TaskRef task = context().submitted(context().ruleCheck("RC-301", "an order without a fault"), operation);
        for (Fault fault : List.of(
                Fault.http(503),
                Fault.http(503),
                Fault.http(503),
                Fault.connectionReset(),
                Fault.garbage(),
                Fault.page(404),
                Fault.http(401),
                Fault.http(403))) {
            RuleCheck check = context().ruleCheck("RC-301", "a poll after one that met: " + fault);
            vendor.nextPoll(fault);
            Either<VideoFailure, TaskStatus> failed =
                    context().callPort(check, () -> context().poll(task));
            check.require(
                    failed.isLeft() || !PollSteps.hasEnded(failed.get()),
                    "failed polls do not end the task, however many they are",
                    () -> "it is " + failed);
            if (!fault.toString().equals("HTTP 503")) { // 3 failures in succession prove no more than 1
                polls.requireUnfinished(check, task);
            }
        }
        RuleCheck check = context().ruleCheck("RC-301", "a finished task, some of whose polls failed");
        context().subject().finishTasks();
        requireSameVideo(polls, check, task, context().finishedVideo(check, task));
    }

    /** The status changes between 2 polls, and the first poll after the change fails. */
    private void reportsChangesDuringFailedPolls(PollSteps polls, Simulator vendor, Operation operation) {
        for (Fault fault : PollSteps.FAULTS) {
            RuleCheck check = context().ruleCheck("RC-301", "a task that ended before a poll that met: " + fault);
            vendor.nextTask().queued(Duration.ZERO).running(Duration.ofMinutes(5));
            TaskRef task = context().submitted(check, operation);
            polls.requireUnfinished(check, task);
            context().subject().finishTasks();
            polls.fail(vendor, task, fault);
            requireSameVideo(polls, check, task, context().finishedVideo(check, task));
        }
    }

    /** A vendor may forget a task. Then its response does not contain the URL. */
    private void reportsDaysLater(PollSteps polls, Simulator vendor, Operation operation) {
        RuleCheck first = context().ruleCheck("RC-301", "a task that has succeeded");
        TaskRef task = context().submitted(first, operation);
        context().subject().finishTasks();
        GeneratedVideo video = context().finishedVideo(first, task);
        List<ReceivedRequest> requests = first.wire().arrivals(RequestKind.POLL).stream()
                .map(RecordedRequest::request)
                .toList();
        int passed = 0;
        for (int days : List.of(3, 10, 100)) {
            RuleCheck check =
                    context().ruleCheck("RC-301", "a task that has succeeded, polled " + days + " days later");
            context().subject().advance(Duration.ofDays(days - passed));
            passed = days;
            if (requests.stream().anyMatch(poll -> hasVideo(vendor.responseTo(poll), video))) {
                requireSameVideo(polls, check, task, video);
                continue;
            }
            polls.results(check, task)
                    .forEach(result -> check.require(
                            result.isLeft() || result.get() instanceof TaskStatus.Succeeded,
                            "it is not reported as failed, cancelled or running",
                            () -> "it is " + result));
        }
    }

    private static boolean hasVideo(ServerResponse response, GeneratedVideo video) {
        return JsonNodeMapper.text(response).contains(video.url().getRawPath());
    }

    private void reportsAfterFailedTask(Operation operation) {
        RuleCheck check = context().ruleCheck("RC-301", "an order after a task that the vendor failed");
        context().subject().nextTaskFails(context().failureCode(), "No herons at dawn");
        TaskRef failed = context().submitted(check, operation);
        context().subject().finishTasks();
        try {
            Either<VideoFailure, TaskStatus> unused = context().poll(failed);
        } catch (RuntimeException e) {
            // RC-302 requires that it does not throw
        }
        TaskRef task = context().submitted(check, operation);
        context().subject().finishTasks();
        check.requireEqual(task, context().finishedVideo(check, task).task(), "the video belongs to the task");
    }
}
