package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.Simulator;
import io.vavr.control.Either;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The contract rule about several tasks of one provider: RC-309. */
public interface TaskIsolationRules extends ContractRuleGroup {

    /** The number of tasks; every third one fails. */
    int TASKS = 6;

    @Test
    @DisplayName("RC-309 each of several tasks has its own status and its own video")
    @Tag("fault-62")
    default void isolatesTasks() {
        context().eachOperation(operation -> {
            RuleCheck check = context().ruleCheck("RC-309", "several tasks of one provider");
            List<TaskRef> tasks = submitSeveral(check, operation);
            Map<TaskRef, TaskStatus> first = pollAll(check, tasks);
            requireOwn(check, tasks, first);
            for (int round = 0; round < 2; round++) {
                List<TaskRef> shuffled = new ArrayList<>(tasks);
                Collections.shuffle(shuffled, new Random(round));
                context().subject().wire().ifPresent(vendor -> failOnePoll(check, vendor, tasks.get(0)));
                requireOwn(check, tasks, pollAll(check, shuffled));
            }
            requireOwn(
                    context().ruleCheck("RC-309", "several tasks, polled at the same time"),
                    tasks,
                    pollConcurrently(check, tasks));
            context().subject().wire().ifPresent(vendor -> {
                isolatesUnfinishedTask(vendor, operation, tasks.get(0));
                isolatesIdsThatDifferInCase(vendor, operation);
            });
        });
    }

    private List<TaskRef> submitSeveral(RuleCheck check, Operation operation) {
        List<TaskRef> tasks = new ArrayList<>();
        for (int index = 0; index < TASKS; index++) {
            if (fails(index)) {
                context().subject().nextTaskFails(context().failureCode(), "Video generation failed, " + index);
            }
            tasks.add(context().submitted(check, operation));
        }
        context().subject().finishTasks();
        return tasks;
    }

    private static boolean fails(int index) {
        return index % 3 == 1;
    }

    private void failOnePoll(RuleCheck check, Simulator vendor, TaskRef task) {
        vendor.nextPoll(Fault.http(500));
        Either<VideoFailure, TaskStatus> unused =
                context().callPort(check, () -> context().poll(task));
    }

    private Map<TaskRef, TaskStatus> pollAll(RuleCheck check, List<TaskRef> tasks) {
        Map<TaskRef, TaskStatus> statuses = new LinkedHashMap<>();
        tasks.forEach(task ->
                context().callPort(check, () -> context().poll(task)).forEach(status -> statuses.put(task, status)));
        return statuses;
    }

    private Map<TaskRef, TaskStatus> pollConcurrently(RuleCheck check, List<TaskRef> tasks) {
        ExecutorService threads = Executors.newFixedThreadPool(TASKS);
        try {
            Map<TaskRef, CompletableFuture<Either<VideoFailure, TaskStatus>>> polls = new LinkedHashMap<>();
            for (int round = 0; round < 3; round++) {
                tasks.forEach(task -> polls.put(
                        task,
                        CompletableFuture.supplyAsync(
                                () -> context().callPort(check, () -> context().poll(task)), threads)));
                CompletableFuture.allOf(polls.values().toArray(CompletableFuture[]::new))
                        .exceptionally(problem -> null)
                        .join();
            }
            Map<TaskRef, TaskStatus> statuses = new LinkedHashMap<>();
            polls.forEach((task, poll) -> {
                if (!poll.isCompletedExceptionally()) {
                    poll.join().forEach(status -> statuses.put(task, status));
                }
            });
            return statuses;
        } finally {
            threads.shutdownNow();
        }
    }

    /** Other rules test how a failed task is reported, so that its poll may fail here. */
    private static void requireOwn(RuleCheck check, List<TaskRef> tasks, Map<TaskRef, TaskStatus> statuses) {
        Map<TaskRef, URI> urls = new LinkedHashMap<>();
        for (int index = 0; index < tasks.size(); index++) {
            TaskRef task = tasks.get(index);
            Optional<TaskStatus> status = Optional.ofNullable(statuses.get(task));
            if (fails(index)) {
                check.require(
                        status.filter(TaskStatus.Succeeded.class::isInstance).isEmpty(),
                        "the failed task has no video",
                        () -> "it is " + status);
                requireOwnMessage(check, status, index);
                status.stream()
                        .flatMap(PollSteps::failure)
                        .forEach(failure -> check.requireEqual(
                                Optional.of(task), failure.task(), "the failure names the polled task"));
                continue;
            }
            if (status.orElse(null) instanceof TaskStatus.Succeeded succeeded) {
                check.requireEqual(task, succeeded.video().task(), "the video belongs to the polled task");
                urls.put(task, succeeded.video().url());
            } else {
                throw check.failed("each finished task has succeeded", "it is " + status);
            }
        }
        check.require(
                new HashSet<>(urls.values()).size() == urls.size(),
                "each video has a URL of its own",
                () -> "the URLs are " + urls.values());
    }

    private static void requireOwnMessage(RuleCheck check, Optional<TaskStatus> status, int index) {
        status.stream().flatMap(PollSteps::failure).map(VideoFailure::message).forEach(message -> {
            for (int other = 0; other < TASKS; other++) {
                check.require(
                        other == index || !message.contains("generation failed, " + other),
                        "each failed task has its own message",
                        () -> "task " + index + " has: " + message);
            }
        });
    }

    private void isolatesUnfinishedTask(Simulator vendor, Operation operation, TaskRef finished) {
        RuleCheck check = context().ruleCheck("RC-309", "a task that runs, while another one has its video");
        vendor.nextTask().queued(Duration.ZERO).running(Duration.ofMinutes(5));
        TaskRef running = context().submitted(check, operation);
        for (int round = 0; round < 2; round++) {
            TaskStatus other = context().status(check, finished);
            check.require(
                    other instanceof TaskStatus.Succeeded, "the finished task has succeeded", () -> "it is " + other);
            TaskStatus status = context().status(check, running);
            check.require(!PollSteps.hasEnded(status), "the running task has not ended", () -> "it is " + status);
        }
        context().subject().finishTasks();
    }

    /** A provider may reject an id that has not the format of the vendor. */
    private void isolatesIdsThatDifferInCase(Simulator vendor, Operation operation) {
        RuleCheck check = context().ruleCheck("RC-309", "two tasks whose ids differ in the case of one letter only");
        TaskRef good = context().submitted(check, operation);
        Optional<String> twin = otherCase(good.id());
        if (twin.isEmpty()) {
            return;
        }
        vendor.nextTask().id(twin.get()).fails(context().failureCode(), "Video generation failed");
        Either<VideoFailure, TaskRef> bad =
                context().callPort(check, () -> context().submit(context().resolved(operation)));
        context().subject().finishTasks();
        if (bad.isLeft() || !bad.get().id().equals(twin.get())) {
            return;
        }
        for (int round = 0; round < 2; round++) {
            TaskStatus status = context().status(check, good);
            check.require(
                    status instanceof TaskStatus.Succeeded, "the finished task has succeeded", () -> "it is " + status);
            Either<VideoFailure, TaskStatus> other =
                    context().callPort(check, () -> context().poll(bad.get()));
            check.require(
                    other.isLeft() || !(other.get() instanceof TaskStatus.Succeeded),
                    "the failed task has no video",
                    () -> "it is " + other);
        }
    }

    private static Optional<String> otherCase(String id) {
        return id.chars()
                .filter(letter -> (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z'))
                .mapToObj(Character::toString)
                .reduce((first, last) -> last)
                .map(letter -> {
                    int at = id.lastIndexOf(letter);
                    String lower = letter.toLowerCase(Locale.ROOT);
                    return id.substring(0, at)
                            + (lower.equals(letter) ? letter.toUpperCase(Locale.ROOT) : lower)
                            + id.substring(at + 1);
                });
    }
}
