package io.github.reel4j.provider.pixazo;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.provider.feign.LenientJson;
import io.github.reel4j.provider.feign.VendorFailureFactory;
import io.github.reel4j.provider.feign.VendorResponse;
import io.vavr.control.Either;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the status of a task from the 3 kinds of responses to polls. */
final class PixazoStatusReader {

    /** Shared, because each of 100,000 tasks may keep its last status. */
    private static final TaskStatus RUNNING = new TaskStatus.Running(Optional.empty());

    private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,4})\\*([1-9]\\d{0,4})");

    private static final Set<String> FAILED_STATUSES = Set.of("failed", "error");

    /** No document has them. The service behind Pixazo uses the first one. */
    private static final Set<String> CANCELLED_STATUSES = Set.of("canceled", "cancelled");

    private final VendorFailureFactory failures;

    PixazoStatusReader(VendorFailureFactory failures) {
        this.failures = failures;
    }

    Either<VideoFailure, TaskStatus> ofWan(TaskRef task, VendorResponse<PixazoApi.WanResponse> response) {
        PixazoApi.WanResponse.Output output = response.value().output();
        if (output == null) {
            return Either.left(unexpected(task, "has no output", response));
        }
        if (output.taskId() != null && !output.taskId().equals(task.id())) {
            return Either.left(unexpected(task, "is about another task", response));
        }
        return read(task, output.taskStatus(), output.videoUrl(), response, () -> {
            GeneratedVideo.Builder video = GeneratedVideo.builder();
            JsonNode usage = response.value().usage();
            LenientJson.seconds(usage == null ? null : usage.get("video_duration"))
                    .ifPresent(video::duration);
            Matcher size = SIZE.matcher(LenientJson.text(usage == null ? null : usage.get("video_ratio"))
                    .orElse(""));
            if (size.matches()) {
                video.width(Integer.parseInt(size.group(1))).height(Integer.parseInt(size.group(2)));
            }
            return video;
        });
    }

    /** The document gives success no status: a response with the URL of the video is a success. */
    Either<VideoFailure, TaskStatus> ofSpeech(TaskRef task, VendorResponse<PixazoApi.FlatResponse> response) {
        PixazoApi.FlatResponse.Media media = response.value().video();
        String url = media == null ? null : media.url();
        String status = response.value().status();
        boolean ready = media != null
                && (status == null
                        || (LenientJson.url(url).isPresent()
                                && !FAILED_STATUSES.contains(status.toLowerCase(Locale.ROOT))
                                && !CANCELLED_STATUSES.contains(status.toLowerCase(Locale.ROOT))));
        return read(task, ready ? "succeeded" : status, url, response, () -> describe(media));
    }

    Either<VideoFailure, TaskStatus> ofAnimate(TaskRef task, VendorResponse<PixazoApi.FlatResponse> response) {
        PixazoApi.FlatResponse result = response.value();
        if (result.requestId() != null && !result.requestId().equals(task.id())) {
            return Either.left(unexpected(task, "is about another task", response));
        }
        PixazoApi.FlatResponse.Media media = result.animation() != null ? result.animation() : result.video();
        return read(task, result.status(), media == null ? null : media.url(), response, () -> describe(media));
    }

    /**
     * A service behind Pixazo sends this text for running tasks, in responses that are marked as failed or rejected.
     */
    static boolean isInProgress(String text) {
        return text.toLowerCase(Locale.ROOT).contains("request is still in progress");
    }

    /** Creates the description of a finished video. */
    private interface Description {
        GeneratedVideo.Builder create();
    }

    private Either<VideoFailure, TaskStatus> read(
            TaskRef task,
            @Nullable String reported,
            @Nullable String url,
            VendorResponse<?> response,
            Description description) {
        String status = reported == null ? "" : reported;
        if (response.value() instanceof PixazoApi.FlatResponse flat
                && isInProgress(LenientJson.text(flat.detail()).orElse(""))) {
            return Either.right(running(flat));
        }
        if (FAILED_STATUSES.contains(status.toLowerCase(Locale.ROOT))) {
            return Either.right(failed(failures.generationFailed(task, response)));
        }
        if (CANCELLED_STATUSES.contains(status.toLowerCase(Locale.ROOT))) {
            return Either.right(new TaskStatus.Cancelled(failures.cancelled(task, response)));
        }
        return switch (status.toLowerCase(Locale.ROOT)) {
            case "succeeded", "completed" -> succeeded(task, status, url, response, description);
            case "in_queue", "pending" -> Either.right(new TaskStatus.Queued());
            case "in_progress", "running" ->
                Either.right(response.value() instanceof PixazoApi.FlatResponse flat ? running(flat) : RUNNING);
            case "unknown" ->
                Either.left(failures.pollFailure(
                        FailureKind.TASK_NOT_FOUND,
                        task.provider() + " responded with UNKNOWN: it does not know the task, or no longer",
                        task,
                        response));
            default -> Either.right(new TaskStatus.Unrecognized(failures.redact(status)));
        };
    }

    private static TaskStatus failed(VideoFailure failure) {
        return isInProgress(failure.vendorMessage().orElse("")) ? RUNNING : new TaskStatus.Failed(failure);
    }

    private Either<VideoFailure, TaskStatus> succeeded(
            TaskRef task, String status, @Nullable String url, VendorResponse<?> response, Description description) {
        return LenientJson.url(url)
                .<Either<VideoFailure, TaskStatus>>map(link -> Either.right(new TaskStatus.Succeeded(
                        description.create().task(task).url(link).build())))
                .orElseGet(() -> Either.left(failures.pollFailure(
                        FailureKind.NO_RESULT,
                        task.provider() + " reports " + status.toUpperCase(Locale.ROOT)
                                + ", but the URL of the video is missing or invalid",
                        task,
                        response)));
    }

    private static TaskStatus running(PixazoApi.FlatResponse response) {
        return new TaskStatus.Running(LenientJson.seconds(response.estimatedCompletionSeconds()));
    }

    private static GeneratedVideo.Builder describe(PixazoApi.FlatResponse.@Nullable Media media) {
        GeneratedVideo.Builder video = GeneratedVideo.builder();
        if (media != null) {
            LenientJson.pixels(media.width()).ifPresent(video::width);
            LenientJson.pixels(media.height()).ifPresent(video::height);
            LenientJson.seconds(media.durationSeconds()).ifPresent(video::duration);
            LenientJson.text(media.contentType()).ifPresent(video::contentType);
            LenientJson.integer(media.fileSize()).ifPresent(video::size);
        }
        return video;
    }

    private VideoFailure unexpected(TaskRef task, String predicate, VendorResponse<?> response) {
        return failures.pollFailure(
                FailureKind.UNEXPECTED_RESPONSE,
                "the response from " + task.provider() + " " + predicate,
                task,
                response);
    }
}
