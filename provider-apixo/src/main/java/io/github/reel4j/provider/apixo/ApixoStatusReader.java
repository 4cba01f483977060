package io.github.reel4j.provider.apixo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.provider.feign.LenientJson;
import io.github.reel4j.provider.feign.VendorClient;
import io.github.reel4j.provider.feign.VendorFailureFactory;
import io.github.reel4j.provider.feign.VendorResponse;
import io.vavr.Lazy;
import io.vavr.control.Either;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Reads the status of a task from the response to a poll. The result is JSON inside a string. */
final class ApixoStatusReader {

    /** Shared, because each of 100,000 tasks may keep its last status. */
    private static final TaskStatus RUNNING = new TaskStatus.Running(Optional.empty());

    private final VendorFailureFactory failures;
    private final Lazy<JsonMapper> json = Lazy.of(VendorClient::json);

    ApixoStatusReader(VendorFailureFactory failures) {
        this.failures = failures;
    }

    Either<VideoFailure, TaskStatus> read(TaskRef task, VendorResponse<ApixoApi.Envelope> response) {
        OptionalInt rejection = response.value().errorCode();
        if (rejection.isPresent()) {
            return Either.left(failures.pollRejected(rejection.getAsInt(), response));
        }
        ApixoApi.Envelope.Data data = response.value().data();
        if (data == null) {
            return Either.left(unexpected(task, "has no data", response));
        }
        if (data.taskId() != null && !data.taskId().equals(task.id())) {
            return Either.left(unexpected(task, "is about another task", response));
        }
        String state = data.state() == null ? "" : data.state();
        return switch (state.toLowerCase(Locale.ROOT)) {
            case "success" -> succeeded(task, data.result(), response);
            case "failed" -> Either.right(new TaskStatus.Failed(failures.generationFailed(task, response)));
            case "pending" -> Either.right(new TaskStatus.Queued());
            case "processing" -> Either.right(RUNNING);
            default -> Either.right(new TaskStatus.Unrecognized(failures.redact(state)));
        };
    }

    private Either<VideoFailure, TaskStatus> succeeded(
            TaskRef task, @Nullable JsonNode result, VendorResponse<?> response) {
        return firstUrl(result)
                .<Either<VideoFailure, TaskStatus>>map(link -> Either.right(new TaskStatus.Succeeded(
                        GeneratedVideo.builder().task(task).url(link).build())))
                .orElseGet(() -> Either.left(failures.pollFailure(
                        FailureKind.NO_RESULT,
                        task.provider() + " reports success, but resultJson has no valid URL of a video",
                        task,
                        response)));
    }

    private Optional<URI> firstUrl(@Nullable JsonNode result) {
        if (result == null) {
            return Optional.empty();
        }
        try {
            JsonNode content = result.isTextual() ? json.get().readTree(result.textValue()) : result;
            return LenientJson.url(content.path("resultUrls").path(0).textValue());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private VideoFailure unexpected(TaskRef task, String predicate, VendorResponse<?> response) {
        return failures.pollFailure(
                FailureKind.UNEXPECTED_RESPONSE,
                "the response from " + task.provider() + " " + predicate,
                task,
                response);
    }
}
