package io.github.reel4j.testkit.contract.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.reel4j.testkit.simulator.Fault;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Responses to submits without a task id, but with other ids at undocumented places. */
final class UnrelatedIdResponses {

    /** Fields that vendors name so, and ids that cannot be a task's. */
    private static final Map<String, String> FIELDS = Map.of(
            "id", "req-5f2c01",
            "request_id", "5f2c01aa-0000-4000-8000-3c9d5e1b7a20",
            "requestId", "5f2c01aa-0000-4000-8000-3c9d5e1b7a21",
            "trace_id", "4bf92f3577b34da6a3ce929d0e0e4736",
            "order_id", "2026-000417",
            "user_id", "417",
            "uuid", "5f2c01aa-0000-4000-8000-3c9d5e1b7a22");

    private UnrelatedIdResponses() {}

    /** Returns the genuine response with null in place of the task id, and with ids of other things. */
    static List<Fault> faults() {
        Stream<String> names = FIELDS.keySet().stream().sorted();
        return Stream.concat(
                        names.map(name -> with("the field " + name, root -> put(root, name))),
                        Stream.of(
                                with(
                                        "other ids in its root",
                                        root -> FIELDS.keySet().forEach(name -> put(root, name))),
                                with(
                                        "other ids in the object meta",
                                        root -> FIELDS.forEach(root.putObject("meta")::put)),
                                with("another id in each object", UnrelatedIdResponses::putInEach)))
                .toList();
    }

    /** Changes the root of a response. */
    @FunctionalInterface
    private interface Change {
        void apply(ObjectNode root);
    }

    private static Fault with(String description, Change change) {
        return Fault.taskId("null", "null")
                .changingBody(body -> changed(new String(body, StandardCharsets.UTF_8), change))
                .describedAs("the response without a task id, with " + description);
    }

    private static byte[] changed(String body, Change change) {
        return JsonNodeMapper.parse(body)
                .filter(JsonNode::isObject)
                .map(root -> {
                    change.apply((ObjectNode) root);
                    return root.toString();
                })
                .orElse(body)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Sets a field, unless the vendor has one of this name, which may be the task id. */
    private static void put(ObjectNode object, String name) {
        if (!object.has(name)) {
            object.put(name, FIELDS.get(name));
        }
    }

    private static void putInEach(ObjectNode object) {
        put(object, "request_id");
        object.forEach(child -> {
            if (child instanceof ObjectNode inner) {
                putInEach(inner);
            }
        });
    }
}
