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
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.http.ServerResponse;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.github.reel4j.testkit.simulator.Simulator;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract rules about the video of a status: RC-313 and RC-317. */
public interface ReportedFactsRules extends ContractRuleGroup {

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
            requireExpiryThatHasPassed(vendor, check, task, expiry);
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

    /** A vendor may send another time with another URL, or no longer know the task. */
    private void requireExpiryThatHasPassed(Simulator vendor, RuleCheck check, TaskRef task, Optional<Instant> expiry) {
        PollSteps polls = new PollSteps(context());
        ResponseRecorder sent = ResponseRecorder.of(vendor, RequestKind.POLL);
        List<String> before = responses(sent, polls, check, task);
        for (Duration later : List.of(
                vendor.videoUrlLifetime().orElse(Duration.ofDays(1)), Duration.ofSeconds(1), Duration.ofDays(3))) {
            context().subject().advance(later);
            sent.clear();
            List<Either<VideoFailure, TaskStatus>> results = polls.results(check, task);
            if (sent.bodies().equals(before)) {
                results.forEach(result -> requireSameExpiry(check, expiry, result, later));
            }
        }
    }

    private static List<String> responses(ResponseRecorder sent, PollSteps polls, RuleCheck check, TaskRef task) {
        List<Either<VideoFailure, TaskStatus>> unused = polls.results(check, task);
        return sent.bodies();
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
            List<Duration> waits = List.of(Duration.ZERO, Duration.ofMinutes(4), Duration.ofHours(11), Duration.ZERO);
            for (int poll = 0; poll < waits.size(); poll++) {
                context().subject().advance(waits.get(poll));
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
            String marked = url.textValue().replaceFirst("(?=#|$)", mark);
            changed = JsonNodeMapper.replace(changed, url::equals, TextNode.valueOf(marked));
        }
        return changed;
    }

    private static void requireMarkedUrl(RuleCheck check, Either<VideoFailure, TaskStatus> result, String mark) {
        check.require(
                result.isRight()
                        && result.get() instanceof TaskStatus.Succeeded succeeded
                        && succeeded.video().url().getRawQuery().endsWith(mark),
                "the video has the URL of this response, whose query ends with " + mark,
                () -> "it is "
                        + result.map(status -> status instanceof TaskStatus.Succeeded succeeded
                                ? "a success with " + succeeded.video().url()
                                : status.toString()));
    }
}
