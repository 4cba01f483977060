package io.github.reel4j.testkit.contract.rules;

import static io.github.reel4j.port.DownloadListener.NONE;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.JsonNodeMapper;
import io.github.reel4j.testkit.contract.support.RecordingChannel;
import io.github.reel4j.testkit.contract.support.ResponseRecorder;
import io.github.reel4j.testkit.contract.support.SampleMediaFile;
import io.github.reel4j.testkit.contract.support.StatedFacts;
import io.github.reel4j.testkit.contract.support.TaskEnd;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.TaskScript;
import io.vavr.control.Either;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The contract rule about facts that the vendor did not state: RC-318. */
public interface StatedFactsRules extends ContractRuleGroup {

    /** Responses that state little about a failure. */
    List<Fault> UNINFORMATIVE = Stream.of(400, 401, 402, 404, 429, 500, 503)
            .flatMap(status -> Stream.of(Fault.http(status), Fault.emptyBody(status), Fault.page(status)))
            .toList();

    @Test
    @DisplayName("RC-318 a status has no fact that the vendor did not state")
    default void inventsNoFacts() {
        context().eachOperationOnTheWire((operation, vendor) -> {
            ResponseRecorder sent = ResponseRecorder.of(vendor, RequestKind.POLL);
            TaskRef unused = requireStatedInEachState(operation, vendor, sent, "a task whose every state is polled");
            TaskRef task =
                    requireStatedInEachState(operation, vendor, sent, "a second task, after one that has finished");
            // without the numbers of the vendor, nothing is left that a provider could read
            RuleCheck numberless = context().ruleCheck("RC-318", "the vendor's responses have no number");
            sent.change(response -> JsonNodeMapper.remove(response, StatedFactsRules::isFact));
            sent.clear();
            requireStated(
                    numberless, context().callPort(numberless, () -> context().poll(task)), sent);
            sent.restore();
            for (TaskEnd end : List.of(TaskEnd.FAILED, TaskEnd.CANCELLED)) {
                inventsNoCode(vendor, sent, task, end);
            }
        });
        inventsNoFactsOfFailures();
    }

    private TaskRef requireStatedInEachState(
            Operation operation, Simulator vendor, ResponseRecorder sent, String given) {
        RuleCheck check = context().ruleCheck("RC-318", given);
        vendor.nextTask().queued(Duration.ofMinutes(7)).running(Duration.ofMinutes(2));
        TaskRef task = context().submitted(check, operation);
        for (Duration time : List.of(Duration.ZERO, Duration.ofMinutes(7), Duration.ofMinutes(3))) {
            context().subject().advance(time);
            sent.clear();
            requireStated(check, context().callPort(check, () -> context().poll(task)), sent);
        }
        return task;
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

    private void inventsNoCode(Simulator vendor, ResponseRecorder sent, TaskRef like, TaskEnd end) {
        RuleCheck check = context().ruleCheck("RC-318", "a " + end + " task");
        TaskScript unused = end.scriptNextTask(vendor);
        TaskRef task = context().submitted(check, like.operation());
        context().subject().finishTasks();
        sent.clear();
        Either<VideoFailure, TaskStatus> result;
        try {
            result = context().poll(task);
        } catch (RuntimeException e) {
            return; // RC-302 and RC-311 require that it does not throw
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

    /** Responses have no Retry-After, and some have neither a code nor a body. */
    private void inventsNoFactsOfFailures() {
        Map<Operation, GeneratedVideo> videos = new EnumMap<>(Operation.class);
        new FaultRounds(context())
                .each(List.of(Fault.http(429), Fault.http(503)), UNINFORMATIVE, (operation, vendor, fault) -> {
                    RuleCheck check = context().ruleCheck("RC-318", "an order without a fault");
                    GeneratedVideo video = videos.computeIfAbsent(operation, each -> video(check, each));
                    TaskRef task = context().submitted(check, operation);
                    requireNoInvention(
                            "an order",
                            fault,
                            vendor::nextSubmit,
                            () -> context().submit(context().resolved(operation)));
                    vendor.discardFaults();
                    requireNoInvention(
                            "a poll", fault, vendor::nextPoll, () -> context().poll(task));
                    vendor.discardFaults();
                    context()
                            .provider()
                            .canceller()
                            .ifPresent(canceller -> requireNoInvention(
                                    "a cancel", fault, vendor::nextCancel, () -> canceller.cancel(task)));
                    context()
                            .provider()
                            .uploader()
                            .ifPresent(uploader -> requireNoInvention(
                                    "an upload",
                                    fault,
                                    vendor::nextUpload,
                                    () -> uploader.upload(
                                            SampleMediaFile.acceptedBy(uploader),
                                            context().resolved(operation).model())));
                    requireNoInvention(
                            "a download",
                            fault,
                            vendor::nextDownload,
                            () -> context().provider().downloader().download(video, new RecordingChannel(), NONE));
                    vendor.discardFaults();
                });
    }

    private GeneratedVideo video(RuleCheck check, Operation operation) {
        TaskRef task = context().submitted(check, operation);
        context().subject().finishTasks();
        return context().finishedVideo(check, task);
    }

    private <T> void requireNoInvention(
            String request, Fault fault, Consumer<Fault> next, Supplier<Either<VideoFailure, T>> call) {
        RuleCheck check = context().ruleCheck("RC-318", request + " meets: " + fault);
        List<String> sent = new CopyOnWriteArrayList<>();
        Fault recorded = fault.withoutHeader("Retry-After").changingBody(body -> {
            sent.add(new String(body, StandardCharsets.UTF_8));
            return body;
        });
        next.accept(recorded);
        next.accept(recorded); // a provider may repeat a poll
        context().callPort(check, call).peekLeft(failure -> {
            Map<String, Object> invented = new StatedFacts(sent).invented(failure);
            check.require(
                    invented.isEmpty(),
                    "each fact of the failure is in the vendor's response",
                    () -> "the response does not state " + invented);
        });
    }
}
