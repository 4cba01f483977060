package io.github.reel4j.queue.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.polling.CompletionKey;
import io.github.reel4j.polling.PendingTask;
import io.github.reel4j.tracking.CompletionRules;
import io.github.reel4j.tracking.CompletionRules.Repetition;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.Optional;

/**
 * What the polls of one task have shown so far, as stored in the order's row. Ages are measured from the vendor's
 * acceptance. Immutable.
 *
 * @param polls how often the task was polled
 * @param lastPollAt the age at the latest poll that saw the task running
 * @param vendorEstimate the age at which the vendor expects the task to complete
 * @param failures consecutive failed polls
 * @param rules counts of the responses that end a task only if they are repeated
 * @param cancelSent whether the cancel request was sent to the vendor
 */
record TaskPollState(
        int polls,
        Duration lastPollAt,
        Optional<Duration> vendorEstimate,
        int failures,
        CompletionRules rules,
        boolean cancelSent) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The history of a task that was not polled. */
    static final TaskPollState NONE =
            new TaskPollState(0, Duration.ZERO, Optional.empty(), 0, CompletionRules.INITIAL, false);

    /** Returns this history with the result of a poll at {@code age}. */
    TaskPollState after(Either<VideoFailure, TaskStatus> result, Duration age) {
        boolean running = result.isRight();
        Optional<Duration> estimate = running && result.get() instanceof TaskStatus.Running status
                ? status.remaining().map(age::plus).or(() -> vendorEstimate)
                : vendorEstimate;
        return new TaskPollState(
                polls + 1,
                running ? age : lastPollAt,
                estimate,
                running ? 0 : failures + 1,
                rules.after(result, age),
                cancelSent);
    }

    TaskPollState withCancelSent() {
        return new TaskPollState(polls, lastPollAt, vendorEstimate, failures, rules, true);
    }

    /** Returns the end of the task; empty if it is polled again. */
    Optional<Either<VideoFailure, GeneratedVideo>> end(Either<VideoFailure, TaskStatus> result, Duration age) {
        return rules.of(result, age).filter(end -> !CompletionRules.endsWaitOnly(end));
    }

    /** Returns the view of a poll policy. */
    PendingTask asPendingTask(CompletionKey key) {
        return new PolledTask(key, polls, lastPollAt, vendorEstimate);
    }

    private record PolledTask(CompletionKey key, int polls, Duration lastPollAt, Optional<Duration> vendorEstimate)
            implements PendingTask {}

    String toJson() {
        ObjectNode json = JSON.createObjectNode();
        json.put("polls", polls);
        json.put("last_poll_ms", lastPollAt.toMillis());
        vendorEstimate.ifPresent(age -> json.put("estimate_ms", age.toMillis()));
        json.put("failures", failures);
        put(json, "empty", rules.emptyResults());
        put(json, "not_found", rules.notFounds());
        json.put("auth_failures", rules.authFailures());
        json.put("cancel_sent", cancelSent);
        return json.toString();
    }

    private static void put(ObjectNode json, String name, Repetition repetition) {
        if (repetition.times() > 0) {
            json.putObject(name)
                    .put("times", repetition.times())
                    .put("first_ms", repetition.firstAt().toMillis());
        }
    }

    /** Returns the history of a stored text. A damaged text counts as no history, because polls are repeatable. */
    static TaskPollState parse(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            return new TaskPollState(
                    json.path("polls").asInt(),
                    Duration.ofMillis(json.path("last_poll_ms").asLong()),
                    json.has("estimate_ms")
                            ? Optional.of(
                                    Duration.ofMillis(json.path("estimate_ms").asLong()))
                            : Optional.empty(),
                    json.path("failures").asInt(),
                    new CompletionRules(
                            repetition(json.path("empty")),
                            repetition(json.path("not_found")),
                            json.path("auth_failures").asInt()),
                    json.path("cancel_sent").asBoolean());
        } catch (JsonProcessingException e) {
            return NONE;
        }
    }

    private static Repetition repetition(JsonNode json) {
        int times = json.path("times").asInt();
        return times == 0
                ? Repetition.NONE
                : new Repetition(times, Duration.ofMillis(json.path("first_ms").asLong()));
    }
}
