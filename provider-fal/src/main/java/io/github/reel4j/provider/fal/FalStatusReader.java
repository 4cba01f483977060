package io.github.reel4j.provider.fal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
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
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the status of a task, and the result of a task that has ended. */
final class FalStatusReader {

    /** Shared, because each of 100,000 tasks may keep its last status. */
    private static final TaskStatus RUNNING = new TaskStatus.Running(Optional.empty());

    private static final String CANCELLED = "client_cancelled";

    /** The documented errors of a run, which end it. Those of a single request, such as internal_error, do not. */
    private static final Pattern ERROR_OF_RUN = Pattern.compile("request_timeout|startup_timeout|runner_[a-z_]+");

    private final VendorFailureFactory failures;

    FalStatusReader(VendorFailureFactory failures) {
        this.failures = failures;
    }

    /** Returns the status; empty if the task has ended, perhaps with a video, and its result must be fetched. */
    Either<VideoFailure, Optional<TaskStatus>> read(TaskRef task, VendorResponse<FalApi.QueueStatus> response) {
        FalApi.QueueStatus value = response.value();
        if (value.requestId() != null && !value.requestId().equals(task.id())) {
            return Either.left(failures.pollFailure(
                    FailureKind.UNEXPECTED_RESPONSE,
                    "the response from " + task.provider() + " is about another task",
                    task,
                    response));
        }
        String status = value.status() == null ? "" : value.status();
        return Either.right(
                switch (status) {
                    case "IN_QUEUE" -> Optional.of(queued(LenientJson.integer(value.queuePosition())));
                    case "IN_PROGRESS" -> Optional.of(RUNNING);
                    case "COMPLETED" ->
                        isPresent(value.error()) || isPresent(value.errorType())
                                ? Optional.of(ended(
                                        LenientJson.text(value.errorType()).orElse(""), task, response))
                                : Optional.empty();
                    default -> Optional.of(new TaskStatus.Unrecognized(failures.redact(status)));
                });
    }

    /** Reads a 2xx response with the output of the model. */
    Either<VideoFailure, TaskStatus> result(TaskRef task, VendorResponse<FalApi.ModelOutput> response) {
        JsonNode video = response.value().video();
        JsonNode file = video == null ? MissingNode.getInstance() : video;
        return LenientJson.url(file.path("url").textValue())
                .<Either<VideoFailure, TaskStatus>>map(url -> {
                    GeneratedVideo.Builder finished =
                            GeneratedVideo.builder().task(task).url(url);
                    LenientJson.text(file.path("content_type")).ifPresent(finished::contentType);
                    LenientJson.integer(file.path("file_size")).ifPresent(finished::size);
                    return Either.right(new TaskStatus.Succeeded(finished.build()));
                })
                .orElseGet(() -> Either.left(failures.pollFailure(
                        FailureKind.NO_RESULT,
                        task.provider() + " reports COMPLETED, but the result has no valid URL of a video",
                        task,
                        response)));
    }

    /** Reads an error response at the path of the result; empty if it says nothing about the task. */
    Optional<TaskStatus> error(TaskRef task, VendorResponse<JsonNode> response) {
        JsonNode detail = response.value().path("detail");
        String type = response.value().path("error_type").asText();
        if (detail.asText().toLowerCase(Locale.ROOT).contains("request is still in progress")) {
            return Optional.of(RUNNING);
        }
        boolean ofModel = detail.path(0).path("type").isTextual() || (response.status() == 422 && detail.isTextual());
        return ofModel || type.equals(CANCELLED) || ERROR_OF_RUN.matcher(type).matches()
                ? Optional.of(ended(type, task, response))
                : Optional.empty();
    }

    private TaskStatus ended(String errorType, TaskRef task, VendorResponse<?> response) {
        return errorType.equals(CANCELLED)
                ? new TaskStatus.Cancelled(failures.cancelled(task, response))
                : new TaskStatus.Failed(failures.generationFailed(task, response));
    }

    private static TaskStatus queued(OptionalLong before) {
        return before.isPresent() && before.getAsLong() <= Integer.MAX_VALUE
                ? new TaskStatus.Queued(OptionalInt.of((int) before.getAsLong()))
                : new TaskStatus.Queued();
    }

    private static boolean isPresent(@Nullable JsonNode value) {
        return value != null && !value.isNull() && !value.asText("?").isEmpty();
    }
}
