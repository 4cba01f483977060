package io.github.reel4j.testkit.contract.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.JsonNodeMapper;
import io.github.reel4j.testkit.contract.support.ResponseRecorder;
import io.github.reel4j.testkit.contract.support.StatedFacts;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.http.ServerResponse;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.github.reel4j.testkit.simulator.Simulator;
import io.vavr.control.Either;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract rules about the facts of a status: RC-312, RC-313, RC-317 and RC-318. */
public interface ReportedFactsRules extends ContractRuleGroup {

    /** A number that no other value of a response has. */
    int LONG_QUEUE = 41_972;

    @Test
    @DisplayName("RC-312 a queued task has the position that the vendor reports")
    default void reportsQueuePosition() {
        PollSteps polls = new PollSteps(context());
        context().eachOperationOnTheWire((operation, vendor) -> {
            if (!vendor.reportsQueuePosition()) {
                context().notApplicable("the vendor documents no queue position");
                return;
            }
            for (int position : List.of(0, 1, 7, 2, LONG_QUEUE)) {
                RuleCheck check = context()
                        .ruleCheck("RC-312", "the vendor reports that it starts " + position + " tasks before");
                vendor.nextTask().queued(Duration.ofMinutes(5)).queuePosition(position);
                TaskRef task = context().submitted(check, operation);
                for (TaskStatus status : polls.statuses(check, task)) {
                    requirePosition(check, status, OptionalInt.of(position));
                }
                if (position == LONG_QUEUE) {
                    reportsChangedPosition(vendor, task);
                }
            }
            context().subject().finishTasks();
        });
    }

    private static void requirePosition(RuleCheck check, TaskStatus status, OptionalInt position) {
        check.require(!(status instanceof TaskStatus.Running), "it is not reported as running", () -> "it is");
        if (status instanceof TaskStatus.Queued queued) { // RC-307 requires it
            check.requireEqual(position, queued.position(), "the status has this queue position");
        }
    }

    /** The response has the position, or the number of the task if the vendor counts from 1. */
    private void reportsChangedPosition(Simulator vendor, TaskRef task) {
        ResponseRecorder sent = ResponseRecorder.of(vendor, RequestKind.POLL);
        RuleCheck moved = context().ruleCheck("RC-312", "the queue of a task has become shorter");
        sent.change(response -> withPosition(response, 11));
        requirePosition(moved, context().status(moved, task), OptionalInt.of(LONG_QUEUE - 11));
        RuleCheck check = context().ruleCheck("RC-312", "the vendor reports no position");
        sent.change(response -> JsonNodeMapper.remove(response, ReportedFactsRules::isLongQueue));
        TaskStatus status = context().status(check, task);
        if (status instanceof TaskStatus.Queued queued) {
            check.requireEqual(OptionalInt.empty(), queued.position(), "the status has no queue position");
        }
        sent.restore();
    }

    private static boolean isLongQueue(JsonNode value) {
        return value.asInt() == LONG_QUEUE || value.asInt() == LONG_QUEUE + 1;
    }

    private static ServerResponse withPosition(ServerResponse response, int fewer) {
        ServerResponse changed = response;
        for (int number : List.of(LONG_QUEUE, LONG_QUEUE + 1)) {
            String text = JsonNodeMapper.text(changed).replace(String.valueOf(number), String.valueOf(number - fewer));
            changed = changed.body(text.getBytes(StandardCharsets.UTF_8));
        }
        return changed;
    }

    @Test
    @DisplayName("RC-313 a video has the time at which its URL stops working, if the vendor states it")
    default void reportsExpiry() {
        PollSteps polls = new PollSteps(context());
        context().eachOperationOnTheWire((operation, vendor) -> {
            // an odd second, so that no rounding is hidden
            context().subject().advance(Duration.ofSeconds(1973));
            RuleCheck check = context().ruleCheck("RC-313", "a task that the vendor has finished");
            Instant submitted = context().subject().now().truncatedTo(ChronoUnit.SECONDS);
            vendor.nextTask().queued(Duration.ofMinutes(4)).running(Duration.ofMinutes(4));
            TaskRef task = context().submitted(check, operation);
            context().subject().finishTasks();
            Instant polled = context().subject().now();
            Optional<Instant> expiry = context().finishedVideo(check, task).expiresAt();
            for (Duration later : List.of(Duration.ZERO, Duration.ofMinutes(10), Duration.ofHours(3))) {
                context().subject().advance(later);
                polls.results(check, task).forEach(result -> requireSameExpiry(check, expiry, result, later));
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
                            .filter(ended ->
                                    !ended.isBefore(submitted.plus(Duration.ofMinutes(8))) && ended.isBefore(polled))
                            .isPresent(),
                    "it is " + lifetime.toHours() + " h after the end of the task, which is 8 minutes or more after "
                            + submitted + " and before " + polled,
                    () -> "it is " + expiry);
        });
    }

    private static void requireSameExpiry(
            RuleCheck check, Optional<Instant> expiry, Either<VideoFailure, TaskStatus> result, Duration later) {
        if (result.isRight() && result.get() instanceof TaskStatus.Succeeded succeeded) { // RC-301 requires it
            check.requireEqual(
                    expiry,
                    succeeded.video().expiresAt(),
                    "a poll " + later.toMinutes() + " minutes later returns the same time");
        }
    }

    @Test
    @DisplayName("RC-317 a finished task may be polled again later, and has the URL of the newest response")
    default void reportsFreshUrl(@TempDir Path folder) {
        PollSteps polls = new PollSteps(context());
        context().eachOperationOnTheWire((operation, vendor) -> {
            RuleCheck check = context().ruleCheck("RC-317", "the vendor sends another URL at each poll");
            TaskRef task = context().submitted(check, operation);
            context().subject().finishTasks();
            ResponseRecorder sent = ResponseRecorder.of(vendor, RequestKind.POLL);
            for (int poll = 1; poll <= 3; poll++) {
                String mark = "&fresh=" + poll;
                sent.change(response -> withMarkedUrl(response, mark));
                sent.clear();
                Either<VideoFailure, TaskStatus> result =
                        context().callPort(check, () -> context().poll(task));
                Either<VideoFailure, TaskStatus> second =
                        context().callPort(check, () -> polls.second().tracker().status(task));
                if (sent.bodies().stream().noneMatch(body -> body.contains(mark))) {
                    continue; // the vendor no longer knows the task, or its responses are not JSON
                }
                requireMarkedUrl(check, result, mark);
                requireMarkedUrl(check, second, mark);
                GeneratedVideo video = ((TaskStatus.Succeeded) result.get()).video();
                Path target = folder.resolve(operation + "-" + poll + ".mp4");
                Either<VideoFailure, Path> file = context()
                        .callPort(check, () -> context().provider().downloader().download(video, target));
                check.requireEqual(Either.right(target), file, "the video is downloaded");
                List<ReceivedRequest> downloads = vendor.ledger().downloads();
                check.require(
                        downloads.get(downloads.size() - 1).target().contains(mark),
                        "the download uses the newest URL",
                        () -> "it uses another one");
                context().subject().advance(Duration.ofHours(11));
            }
            sent.restore();
        });
    }

    private static ServerResponse withMarkedUrl(ServerResponse response, String mark) {
        List<JsonNode> urls = JsonNodeMapper.all(JsonNodeMapper.text(response)).stream()
                .filter(value -> value.isTextual()
                        && value.textValue().startsWith("http")
                        && value.textValue().contains("/media/"))
                .toList();
        ServerResponse changed = response;
        for (JsonNode url : urls) {
            changed = JsonNodeMapper.replace(changed, url::equals, TextNode.valueOf(url.textValue() + mark));
        }
        return changed;
    }

    private static void requireMarkedUrl(RuleCheck check, Either<VideoFailure, TaskStatus> result, String mark) {
        check.require(
                result.isRight()
                        && result.get() instanceof TaskStatus.Succeeded succeeded
                        && succeeded.video().url().toString().endsWith(mark),
                "the video has the URL of this response, which ends with " + mark,
                () -> "it is "
                        + result.map(status -> status instanceof TaskStatus.Succeeded succeeded
                                ? "a success with " + succeeded.video().url()
                                : status.toString()));
    }

    @Test
    @DisplayName("RC-318 a status has no fact that the vendor did not state")
    default void inventsNoFacts() {
        context().eachOperationOnTheWire((operation, vendor) -> {
            ResponseRecorder sent = ResponseRecorder.of(vendor, RequestKind.POLL);
            RuleCheck check = context().ruleCheck("RC-318", "a task whose every state is polled");
            vendor.nextTask().queued(Duration.ofMinutes(7)).running(Duration.ofMinutes(2));
            TaskRef task = context().submitted(check, operation);
            for (Duration time : List.of(Duration.ZERO, Duration.ofMinutes(7), Duration.ofMinutes(3))) {
                context().subject().advance(time);
                sent.clear();
                requireStated(check, context().callPort(check, () -> context().poll(task)), sent);
            }
            // without the numbers of the vendor, nothing is left that a provider could read
            RuleCheck numberless = context().ruleCheck("RC-318", "the vendor's responses have no number");
            sent.change(response -> JsonNodeMapper.remove(response, ReportedFactsRules::isFact));
            sent.clear();
            requireStated(
                    numberless, context().callPort(numberless, () -> context().poll(task)), sent);
            sent.restore();
            inventsNoCode(vendor, sent, task);
        });
    }

    private static boolean isFact(JsonNode value) {
        return (value.isNumber() && value.asLong() > 3600) || value.asText().matches("\\d{4}-\\d\\d-\\d\\d.*");
    }

    private static void requireStated(RuleCheck check, Either<VideoFailure, TaskStatus> result, ResponseRecorder sent) {
        Map<String, Object> invented =
                result.fold(failure -> Map.of(), status -> new StatedFacts(sent.bodies()).invented(status));
        check.require(
                invented.isEmpty(),
                "each fact of the status is in the vendor's response",
                () -> "the response does not state " + invented);
    }

    private void inventsNoCode(Simulator vendor, ResponseRecorder sent, TaskRef like) {
        RuleCheck check = context().ruleCheck("RC-318", "a task that the vendor failed");
        vendor.nextTask().fails(context().failureCode(), "No herons at dawn");
        TaskRef task = context().submitted(check, like.operation());
        context().subject().finishTasks();
        sent.clear();
        Either<VideoFailure, TaskStatus> result;
        try {
            result = context().poll(task);
        } catch (RuntimeException e) {
            return; // RC-302 requires that it does not throw
        }
        String responses = String.join("\n", sent.bodies());
        result.forEach(status -> PollSteps.failure(status).forEach(failure -> {
            check.require(
                    failure.vendorCode().map(responses::contains).orElse(true),
                    "the code of the failure is in the vendor's response",
                    () -> "it is " + failure.vendorCode());
            check.require(
                    failure.vendorMessage()
                            .map(message -> message.substring(message.lastIndexOf(": ") + 1)
                                    .strip())
                            .map(responses::contains)
                            .orElse(true),
                    "the vendor's message is in its response",
                    () -> "it is " + failure.vendorMessage());
            check.require(
                    failure.retryAfter().isEmpty(), "the failure has no delay", () -> "it is " + failure.retryAfter());
        }));
    }
}
