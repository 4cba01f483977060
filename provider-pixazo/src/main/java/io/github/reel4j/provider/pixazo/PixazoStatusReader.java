package io.github.reel4j.provider.pixazo;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.provider.feign.Reply;
import io.github.reel4j.provider.feign.VendorFailures;
import io.github.reel4j.provider.feign.WireFacts;
import io.vavr.control.Either;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what the three kinds of status reply say of a task. */
final class PixazoStatusReader {

    /** Shared: a hundred thousand tasks may each remember what was said of them last. */
    private static final TaskStatus RUNNING = new TaskStatus.Running(Optional.empty());

    private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,4})\\*([1-9]\\d{0,4})");

    private static final Set<String> GIVEN_UP = Set.of("failed", "canceled", "cancelled", "error");

    private final VendorFailures failures;

    PixazoStatusReader(VendorFailures failures) {
        this.failures = failures;
    }

    Either<VideoFailure, TaskStatus> ofWan(TaskRef task, Reply<PixazoApi.WanReply> reply) {
        PixazoApi.WanReply.Output output = reply.value().output();
        if (output == null) {
            return Either.left(unexpected(task, "has no output", reply));
        }
        if (output.taskId() != null && !output.taskId().equals(task.id())) {
            return Either.left(unexpected(task, "is about another task", reply));
        }
        return read(task, output.taskStatus(), output.videoUrl(), reply, () -> {
            GeneratedVideo.Builder video = GeneratedVideo.builder();
            JsonNode usage = reply.value().usage();
            WireFacts.seconds(usage == null ? null : usage.get("video_duration"))
                    .ifPresent(video::duration);
            Matcher size = SIZE.matcher(WireFacts.text(usage == null ? null : usage.get("video_ratio"))
                    .orElse(""));
            if (size.matches()) {
                video.width(Integer.parseInt(size.group(1))).height(Integer.parseInt(size.group(2)));
            }
            return video;
        });
    }

    /** Success has no status word in the document; the address is the success, whatever word may come with it. */
    Either<VideoFailure, TaskStatus> ofSpeech(TaskRef task, Reply<PixazoApi.FlatReply> reply) {
        PixazoApi.FlatReply.Media media = reply.value().video();
        String url = media == null ? null : media.url();
        String status = reply.value().status();
        boolean made = media != null
                && (status == null
                        || (WireFacts.address(url).isPresent() && !GIVEN_UP.contains(status.toLowerCase(Locale.ROOT))));
        return read(task, made ? "succeeded" : status, url, reply, () -> described(media));
    }

    Either<VideoFailure, TaskStatus> ofAnimate(TaskRef task, Reply<PixazoApi.FlatReply> reply) {
        PixazoApi.FlatReply answer = reply.value();
        if (answer.requestId() != null && !answer.requestId().equals(task.id())) {
            return Either.left(unexpected(task, "is about another task", reply));
        }
        PixazoApi.FlatReply.Media media = answer.animation() != null ? answer.animation() : answer.video();
        return read(task, answer.status(), media == null ? null : media.url(), reply, () -> described(media));
    }

    /** A service behind Pixazo says so of running tasks in replies that are marked as failed or refused. */
    static boolean saysInProgress(String text) {
        return text.toLowerCase(Locale.ROOT).contains("request is still in progress");
    }

    /** Makes the description of a video when there is one. */
    private interface Description {
        GeneratedVideo.Builder start();
    }

    private Either<VideoFailure, TaskStatus> read(
            TaskRef task, @Nullable String word, @Nullable String url, Reply<?> reply, Description description) {
        String status = word == null ? "" : word;
        if (reply.value() instanceof PixazoApi.FlatReply flat
                && saysInProgress(WireFacts.text(flat.detail()).orElse(""))) {
            return Either.right(running(flat));
        }
        if (GIVEN_UP.contains(status.toLowerCase(Locale.ROOT))) {
            return Either.right(givenUp(failures.generationFailed(task, reply)));
        }
        return switch (status.toLowerCase(Locale.ROOT)) {
            case "succeeded", "completed" -> succeeded(task, status, url, reply, description);
            case "in_queue", "pending" -> Either.right(new TaskStatus.Queued());
            case "in_progress", "running" ->
                Either.right(reply.value() instanceof PixazoApi.FlatReply flat ? running(flat) : RUNNING);
            case "unknown" ->
                Either.left(failures.inPoll(
                        FailureKind.TASK_NOT_FOUND,
                        task.provider() + " answered UNKNOWN: it does not know the task, or not any more",
                        task,
                        reply));
            default -> Either.right(new TaskStatus.Unrecognized(failures.clean(status)));
        };
    }

    private static TaskStatus givenUp(VideoFailure failure) {
        return saysInProgress(failure.vendorMessage().orElse("")) ? RUNNING : new TaskStatus.Failed(failure);
    }

    private Either<VideoFailure, TaskStatus> succeeded(
            TaskRef task, String status, @Nullable String url, Reply<?> reply, Description description) {
        return WireFacts.address(url)
                .<Either<VideoFailure, TaskStatus>>map(address -> Either.right(new TaskStatus.Succeeded(
                        description.start().task(task).url(address).build())))
                .orElseGet(() -> Either.left(failures.inPoll(
                        FailureKind.NO_RESULT,
                        task.provider() + " says " + status.toUpperCase(Locale.ROOT)
                                + " but the address of the video is missing or cannot be used",
                        task,
                        reply)));
    }

    private static TaskStatus running(PixazoApi.FlatReply reply) {
        return new TaskStatus.Running(WireFacts.seconds(reply.estimatedCompletionSeconds()));
    }

    private static GeneratedVideo.Builder described(PixazoApi.FlatReply.@Nullable Media media) {
        GeneratedVideo.Builder video = GeneratedVideo.builder();
        if (media != null) {
            WireFacts.pixels(media.width()).ifPresent(video::width);
            WireFacts.pixels(media.height()).ifPresent(video::height);
            WireFacts.seconds(media.durationSeconds()).ifPresent(video::duration);
            WireFacts.text(media.contentType()).ifPresent(video::contentType);
            WireFacts.integer(media.fileSize()).ifPresent(video::size);
        }
        return video;
    }

    private VideoFailure unexpected(TaskRef task, String predicate, Reply<?> reply) {
        return failures.inPoll(
                FailureKind.UNEXPECTED_REPLY, "the reply of " + task.provider() + " " + predicate, task, reply);
    }
}
