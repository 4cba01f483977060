package io.github.reel4j.provider.feign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.reel4j.model.CallbackHint;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ReceivedCallback;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.provider.feign.http.MemoizingSupplier;
import io.github.reel4j.provider.feign.json.StrictJson;
import io.vavr.control.Either;
import java.util.Optional;

/** Callbacks whose body is JSON. Nothing is read of it but which task it names. Thread-safe. */
public final class JsonCallbackParser {

    private final MemoizingSupplier<JsonMapper> mapper = new MemoizingSupplier<>(StrictJson::mapper);
    private final String taskIdPointer;
    private final TaskIdFormat taskIds;

    /**
     * Reads callbacks of one vendor.
     *
     * @param place where the body names the task, as a JSON pointer: {@code /data/id}
     * @param taskIds the form of the vendor's ids
     */
    public JsonCallbackParser(String place, TaskIdFormat taskIds) {
        this.taskIdPointer = place;
        this.taskIds = taskIds;
    }

    /** The task that is named; a failure of kind {@code UNEXPECTED_RESPONSE} if none is, in the form that ids have. */
    public Either<VideoFailure, CallbackHint> hint(ReceivedCallback callback) {
        return taskIds.validate(taskId(callback).orElse(null))
                .<Either<VideoFailure, CallbackHint>>map(id -> Either.right(new CallbackHint(id)))
                .orElseGet(() -> Either.left(VideoFailure.of(
                        FailureKind.UNEXPECTED_RESPONSE,
                        "the " + callback + " names no task at " + taskIdPointer
                                + ". It is not believed; polls go on.")));
    }

    private Optional<String> taskId(ReceivedCallback callback) {
        try {
            JsonNode name = mapper.get().readTree(callback.text()).at(taskIdPointer);
            return name.isTextual() || name.isIntegralNumber() ? Optional.of(name.asText()) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
