package io.github.reel4j.provider.feign;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.reel4j.model.Operation;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * JSON pointers (RFC 6901) to the task id in a vendor's responses to orders, for example {@code /data/id}. Error
 * responses are searched too, because a response that names a task is not a rejection, whatever its status is.
 * Immutable.
 */
public final class TaskIdPointers {

    /** The locations that most vendors use. */
    public static final TaskIdPointers DEFAULT = of(
            "/id",
            "/task_id",
            "/taskId",
            "/data/id",
            "/data/task_id",
            "/data/taskId",
            "/output/task_id",
            "/output/taskId",
            "/task/id",
            "/job/id");

    private final List<JsonPointer> pointers;
    private final Map<Operation, List<JsonPointer>> byOperation;

    private TaskIdPointers(List<JsonPointer> pointers, Map<Operation, List<JsonPointer>> byOperation) {
        this.pointers = pointers;
        this.byOperation = byOperation;
    }

    /**
     * Returns pointers for all operations.
     *
     * @param pointers at least 1
     * @throws IllegalArgumentException if there is none, or one is not a JSON pointer
     */
    public static TaskIdPointers of(String... pointers) {
        return new TaskIdPointers(compiled(pointers), Map.of());
    }

    /**
     * Returns a copy with other pointers for one operation.
     *
     * @throws IllegalArgumentException if there is none, or one is not a JSON pointer
     */
    public TaskIdPointers with(Operation operation, String... pointers) {
        Map<Operation, List<JsonPointer>> all = new EnumMap<>(Operation.class);
        all.putAll(byOperation);
        all.put(operation, compiled(pointers));
        return new TaskIdPointers(this.pointers, all);
    }

    /** Returns the first value; empty if {@code response} names no task. */
    Optional<JsonNode> find(JsonNode response, Operation operation) {
        return byOperation.getOrDefault(operation, pointers).stream()
                .map(response::at)
                .filter(TaskIdPointers::hasValue)
                .findFirst();
    }

    /** Vendors write an empty text, null or 0 if there is no task. */
    private static boolean hasValue(JsonNode value) {
        return !value.isMissingNode()
                && !value.isNull()
                && !(value.isTextual() && value.textValue().isBlank())
                && !(value.isIntegralNumber() && value.asText().equals("0"));
    }

    private static List<JsonPointer> compiled(String... pointers) {
        if (pointers.length == 0) {
            throw new IllegalArgumentException("no JSON pointer is given. At least 1 is needed.");
        }
        return Stream.of(pointers).map(JsonPointer::compile).toList();
    }
}
