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
 * Where a vendor's answer to an order has the id of the task, as JSON pointers (RFC 6901), for example {@code /data/id}. Every
 * answer that is no acceptance is searched there: one that names a task is no rejection, whatever its status is. Immutable.
 */
public final class TaskIdPointers {

    /** Where most vendors have it. */
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
    private final Map<Operation, List<JsonPointer>> others;

    private TaskIdPointers(List<JsonPointer> places, Map<Operation, List<JsonPointer>> others) {
        this.pointers = places;
        this.others = others;
    }

    /**
     * For every operation.
     *
     * @param pointers at least one
     * @throws IllegalArgumentException if one is not a JSON pointer
     */
    public static TaskIdPointers of(String... pointers) {
        return new TaskIdPointers(compiled(pointers), Map.of());
    }

    /**
     * The same, with other places for {@code operation}.
     *
     * @throws IllegalArgumentException if one is not a JSON pointer
     */
    public TaskIdPointers with(Operation operation, String... pointers) {
        Map<Operation, List<JsonPointer>> all = new EnumMap<>(Operation.class);
        all.putAll(others);
        all.put(operation, compiled(pointers));
        return new TaskIdPointers(this.pointers, all);
    }

    /** What stands at the first place that holds anything; empty if {@code answer} names no task. */
    Optional<JsonNode> find(JsonNode result, Operation operation) {
        return others.getOrDefault(operation, pointers).stream()
                .map(result::at)
                .filter(TaskIdPointers::hasValue)
                .findFirst();
    }

    /** An empty text, null and zero are how vendors write that there is no task. */
    private static boolean hasValue(JsonNode value) {
        return !value.isMissingNode()
                && !value.isNull()
                && !(value.isTextual() && value.textValue().isBlank())
                && !(value.isIntegralNumber() && value.asText().equals("0"));
    }

    private static List<JsonPointer> compiled(String... pointers) {
        if (pointers.length == 0) {
            throw new IllegalArgumentException("no place is given. Allowed: one JSON pointer and more.");
        }
        return Stream.of(pointers).map(JsonPointer::compile).toList();
    }
}
