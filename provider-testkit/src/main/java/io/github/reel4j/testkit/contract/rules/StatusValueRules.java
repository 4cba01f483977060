package io.github.reel4j.testkit.contract.rules;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.InvalidStatusValues;
import io.github.reel4j.testkit.contract.support.JsonNodeMapper;
import io.github.reel4j.testkit.contract.support.ResponseRecorder;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.TaskScript;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Contract rules about values of responses that no document explains: RC-304 and RC-306. */
public interface StatusValueRules extends ContractRuleGroup {

    /** The kept value may be cut after this number of characters. */
    int MIN_KEPT = 32;

    @Test
    @DisplayName("RC-304 an undocumented status is unrecognized, and is kept")
    @Tag("fault-45")
    default void toleratesUnknownStatus() {
        PollSteps polls = new PollSteps(context());
        context().eachOperationOnTheWire((operation, vendor) -> {
            String unexplained = vendor.unexplainedStatus();
            RuleCheck check = context()
                    .ruleCheck("RC-304", "the vendor reports the status " + unexplained + " while a task runs");
            ResponseRecorder sent = ResponseRecorder.of(vendor, RequestKind.POLL);
            vendor.nextTask()
                    .queued(Duration.ZERO)
                    .running(Duration.ofMinutes(5))
                    .reportsStatus(unexplained);
            TaskRef task = context().submitted(check, operation);
            polls.results(check, task).forEach(result -> requireKept(check, result, unexplained));
            Optional<JsonPointer> place = sent.bodies().stream()
                    .flatMap(body -> InvalidStatusValues.place(body, unexplained).stream())
                    .findFirst();
            if (place.isPresent()) {
                List<JsonNode> known = documentedValues(vendor, operation, sent, place.get());
                // the clock has moved on
                vendor.nextTask()
                        .queued(Duration.ZERO)
                        .running(Duration.ofMinutes(5))
                        .reportsStatus(unexplained);
                TaskRef other = context().submitted(check, operation);
                Predicate<JsonNode> isStatus = value -> value.asText().equals(unexplained);
                InvalidStatusValues.undocumented(unexplained, known)
                        .forEach(value -> keepsUndocumented(sent, isStatus, other, value));
                InvalidStatusValues.malformed(known).forEach(value -> toleratesMalformed(sent, isStatus, other, value));
                sent.restore();
            }
            context().subject().finishTasks();
            check.require(
                    context().status(check, task) instanceof TaskStatus.Succeeded,
                    "the task has its video in the end",
                    () -> "it has not");
        });
    }

    /** Returns the values that the vendor reports for a queued, running, finished, failed and cancelled task. */
    private List<JsonNode> documentedValues(
            Simulator vendor, Operation operation, ResponseRecorder sent, JsonPointer place) {
        RuleCheck check = context().ruleCheck("RC-304", "an order without a fault");
        List<JsonNode> values = new ArrayList<>();
        List<Consumer<TaskScript>> scripts = new ArrayList<>(List.of(
                script -> script.queued(Duration.ofMinutes(5)),
                script -> script.queued(Duration.ZERO).running(Duration.ofMinutes(5)),
                TaskScript::succeeds,
                script -> script.fails(context().failureCode(), "No herons at dawn")));
        if (vendor.reportsCancelled()) {
            scripts.add(TaskScript::isCancelled);
        }
        for (int index = 0; index < scripts.size(); index++) {
            scripts.get(index).accept(vendor.nextTask());
            TaskRef task = context().submitted(check, operation);
            if (index >= 2) {
                context().subject().finishTasks();
            }
            sent.clear();
            try {
                Either<VideoFailure, TaskStatus> unused = context().poll(task);
            } catch (RuntimeException e) {
                // RC-302 and RC-311 require that it does not throw
            }
            sent.bodies().stream()
                    .limit(1)
                    .flatMap(body -> JsonNodeMapper.parse(body).stream())
                    .map(root -> root.at(place))
                    .filter(JsonNode::isValueNode)
                    .forEach(values::add);
        }
        return values;
    }

    private void keepsUndocumented(ResponseRecorder sent, Predicate<JsonNode> isStatus, TaskRef task, JsonNode value) {
        RuleCheck check =
                context().ruleCheck("RC-304", "the vendor reports the status " + value + " while a task runs");
        sent.change(response -> JsonNodeMapper.replace(response, isStatus, value));
        requireKept(
                check,
                context().callPort(check, () -> context().poll(task)),
                value.asText().strip());
    }

    private static void requireKept(RuleCheck check, Either<VideoFailure, TaskStatus> result, String value) {
        TaskStatus status = result.getOrElseGet(failure -> {
            throw check.failed("a poll without a fault returns a status", failure.toString());
        });
        check.require(
                status instanceof TaskStatus.Unrecognized unrecognized
                        && unrecognized.status().contains(value.substring(0, Math.min(MIN_KEPT, value.length()))),
                "the status is unrecognized and has this value",
                () -> "it is " + status);
    }

    /** A response without a valid status is unrecognized, or a failed poll. Neither ends the task. */
    private void toleratesMalformed(ResponseRecorder sent, Predicate<JsonNode> isStatus, TaskRef task, JsonNode value) {
        RuleCheck check =
                context().ruleCheck("RC-304", "the vendor reports the status " + value + " while a task runs");
        sent.change(response -> JsonNodeMapper.replace(response, isStatus, value));
        Either<VideoFailure, TaskStatus> result =
                context().callPort(check, () -> context().poll(task));
        check.require(
                result.fold(
                        failure -> Stream.of(FailureKind.UNEXPECTED_RESPONSE, FailureKind.UNAVAILABLE)
                                .anyMatch(failure.kind()::equals),
                        status -> status instanceof TaskStatus.Unrecognized),
                "the status is unrecognized, or the poll fails with UNEXPECTED_RESPONSE",
                () -> "it is " + result);
    }

    @Test
    @DisplayName("RC-306 a success without a usable URL is NO_RESULT")
    @Tag("fault-56")
    default void requiresAResultUrl() {
        context().eachOperationOnTheWire((operation, vendor) -> {
            RuleCheck check = context().ruleCheck("RC-306", "the vendor reports success without a URL");
            vendor.nextTask().succeedsWithoutUrl();
            TaskRef task = context().submitted(check, operation);
            context().subject().finishTasks();
            context().expectPollFailure(check, FailureKind.NO_RESULT, task);
            context().expectPollFailure(check, FailureKind.NO_RESULT, task);
            rejectsUnusableUrls(vendor, operation);
        });
    }

    private void rejectsUnusableUrls(Simulator vendor, Operation operation) {
        RuleCheck good = context().ruleCheck("RC-306", "an order without a fault");
        TaskRef task = context().submitted(good, operation);
        context().subject().finishTasks();
        ResponseRecorder sent = ResponseRecorder.of(vendor, RequestKind.POLL);
        Either<VideoFailure, TaskStatus> unused =
                context().callPort(good, () -> context().poll(task));
        if (sent.bodies().stream()
                .flatMap(body -> JsonNodeMapper.all(body).stream())
                .noneMatch(this::isVideoUrl)) {
            return;
        }
        for (String text : List.of(
                "",
                " ",
                "/media/video.mp4",
                "video.mp4",
                "//media.example/video.mp4",
                "javascript:alert(1)",
                "ftp://media.example/video.mp4",
                "file:///etc/hostname",
                "data:video/mp4;base64,AAAA",
                "http://",
                "https:///video.mp4",
                "https:video.mp4",
                "null",
                "pending")) {
            RuleCheck check = context().ruleCheck("RC-306", "the vendor reports success, and the URL '" + text + "'");
            sent.change(response -> JsonNodeMapper.replace(response, this::isVideoUrl, TextNode.valueOf(text)));
            requireNoResult(check, task, List.of(FailureKind.NO_RESULT));
        }
        RuleCheck missing = context().ruleCheck("RC-306", "the vendor reports success, and the URL is missing");
        sent.change(response -> JsonNodeMapper.remove(response, this::isVideoUrl));
        requireNoResult(missing, task, List.of(FailureKind.NO_RESULT));
        for (JsonNode value : List.of(
                NullNode.getInstance(),
                IntNode.valueOf(404),
                BooleanNode.TRUE,
                JsonNodeFactory.instance.arrayNode(),
                JsonNodeFactory.instance.objectNode())) {
            RuleCheck check = context().ruleCheck("RC-306", "the vendor reports success, and the URL is " + value);
            sent.change(response -> JsonNodeMapper.replace(response, this::isVideoUrl, value));
            requireNoResult(
                    check,
                    task,
                    value.isNull()
                            ? List.of(FailureKind.NO_RESULT)
                            : List.of(FailureKind.NO_RESULT, FailureKind.UNEXPECTED_RESPONSE));
        }
        sent.restore();
        RuleCheck check = context().ruleCheck("RC-306", "the vendor reports the URL after polls without one");
        check.requireEqual(task, context().finishedVideo(check, task).task(), "the task has its video");
    }

    private void requireNoResult(RuleCheck check, TaskRef task, List<FailureKind> kinds) {
        Either<VideoFailure, TaskStatus> result =
                context().callPort(check, () -> context().poll(task));
        check.require(
                result.isLeft() && kinds.contains(result.getLeft().kind()), "it is NO_RESULT", () -> "it is " + result);
        check.requireEqual(Optional.of(task), result.getLeft().task(), "the failure names the task");
    }

    private boolean isVideoUrl(JsonNode value) {
        return value.isTextual()
                && value.textValue().startsWith("http")
                && value.textValue().contains("/media/");
    }
}
