package io.github.reel4j.provider.dashscope;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.provider.dashscope.DashscopeApi.SynthesisResponse;
import io.github.reel4j.provider.feign.LenientJson;
import io.github.reel4j.provider.feign.VendorFailureFactory;
import io.github.reel4j.provider.feign.VendorResponse;
import io.vavr.control.Either;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the status of a task from the response to a poll, which has HTTP status 200 also for failed tasks. */
final class DashscopeStatusReader {

    /** Shared, because each of 100,000 tasks may keep its last status. */
    private static final TaskStatus RUNNING = new TaskStatus.Running(Optional.empty());

    private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,4})\\*([1-9]\\d{0,4})");
    private static final Pattern EXPIRES = Pattern.compile("(?:^|.*&)Expires=(\\d{1,11})(?:&.*|$)");
    private static final Duration LIFETIME = Duration.ofHours(24);
    /** The times of the vendor have no zone. */
    private static final ZoneOffset ZONE = ZoneOffset.ofHours(8);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);

    private final VendorFailureFactory failures;

    DashscopeStatusReader(VendorFailureFactory failures) {
        this.failures = failures;
    }

    Either<VideoFailure, TaskStatus> read(TaskRef task, VendorResponse<SynthesisResponse> response) {
        SynthesisResponse.TaskOutput output = response.value().output();
        if (output == null || (output.taskId() != null && !output.taskId().equals(task.id()))) {
            return Either.left(failures.pollFailure(
                    FailureKind.UNEXPECTED_RESPONSE,
                    "the response from " + task.provider()
                            + (output == null ? " has no output" : " is about another task"),
                    task,
                    response));
        }
        String status = output.taskStatus() == null ? "" : output.taskStatus();
        return switch (status) {
            case "PENDING" -> Either.right(new TaskStatus.Queued());
            case "RUNNING", "SUSPENDED" -> Either.right(RUNNING);
            case "SUCCEEDED" -> succeeded(task, output, response);
            case "FAILED" -> Either.right(new TaskStatus.Failed(failures.generationFailed(task, response)));
            case "CANCELED" -> Either.right(new TaskStatus.Cancelled(failures.cancelled(task, response)));
            case "UNKNOWN" ->
                Either.left(failures.pollFailure(
                        FailureKind.TASK_NOT_FOUND,
                        task.provider() + " responded with UNKNOWN: it does not know the task, or the task is older"
                                + " than 24 hours",
                        task,
                        response));
            default -> Either.right(new TaskStatus.Unrecognized(failures.redact(status)));
        };
    }

    private Either<VideoFailure, TaskStatus> succeeded(
            TaskRef task, SynthesisResponse.TaskOutput output, VendorResponse<SynthesisResponse> response) {
        return LenientJson.url(output.videoUrl())
                .or(() -> LenientJson.url(
                        object(output.results()).path("video_url").textValue()))
                .<Either<VideoFailure, TaskStatus>>map(
                        url -> Either.right(new TaskStatus.Succeeded(describe(response.value(), output, url)
                                .task(task)
                                .url(url)
                                .build())))
                .orElseGet(() -> Either.left(failures.pollFailure(
                        FailureKind.NO_RESULT,
                        task.provider() + " reports SUCCEEDED, but the URL of the video is missing or invalid",
                        task,
                        response)));
    }

    /** The usage differs between models, so every value of it is optional. A duration of 0 means none. */
    private static GeneratedVideo.Builder describe(
            SynthesisResponse response, SynthesisResponse.TaskOutput output, URI url) {
        GeneratedVideo.Builder video = GeneratedVideo.builder();
        expiry(url, output.endTime()).ifPresent(video::expiresAt);
        JsonNode usage = object(response.usage());
        length(usage.get("video_duration"))
                .or(() -> length(usage.get("duration")))
                .ifPresent(video::duration);
        Matcher size = SIZE.matcher(LenientJson.text(usage.get("video_ratio"))
                .filter(text -> !text.isEmpty())
                .or(() -> LenientJson.text(usage.get("size")))
                .orElse(""));
        if (size.matches()) {
            video.width(Integer.parseInt(size.group(1))).height(Integer.parseInt(size.group(2)));
        }
        return video;
    }

    private static JsonNode object(@Nullable JsonNode node) {
        return node == null ? MissingNode.getInstance() : node;
    }

    private static Optional<Duration> length(@Nullable JsonNode seconds) {
        return LenientJson.seconds(seconds).filter(length -> !length.isZero());
    }

    /** The signed URL names its end; otherwise it works for 24 hours. */
    private static Optional<Instant> expiry(URI url, @Nullable JsonNode endTime) {
        Matcher signed = EXPIRES.matcher(url.getRawQuery() == null ? "" : url.getRawQuery());
        if (signed.matches()) {
            return Optional.of(Instant.ofEpochSecond(Long.parseLong(signed.group(1))));
        }
        try {
            return LenientJson.text(endTime)
                    .map(text -> LocalDateTime.parse(text, TIME).toInstant(ZONE).plus(LIFETIME));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
