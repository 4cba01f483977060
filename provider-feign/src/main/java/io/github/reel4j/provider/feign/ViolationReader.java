package io.github.reel4j.provider.feign;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.reel4j.model.Violation;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Reads the violations that a vendor's error response names. Whatever the response is, it returns a list. */
final class ViolationReader {

    /** The parts of a request that FastAPI names before the field. */
    private static final Set<String> PARTS = Set.of("body", "query", "path", "header", "cookie");

    private static final int MAX_VIOLATIONS = 20;
    private static final int MAX_FIELD_CHARS = 100;
    private static final int MAX_STEPS = 10;

    private final ErrorPointers.Violations pointers;
    private final UnaryOperator<String> redaction;
    private final List<Violation> found = new ArrayList<>();

    private ViolationReader(ErrorPointers.Violations pointers, UnaryOperator<String> redaction) {
        this.pointers = pointers;
        this.redaction = redaction;
    }

    /**
     * Returns at most {@value #MAX_VIOLATIONS} violations. Elements without a field or without a sentence are left out.
     *
     * @param redaction masks secrets in a text of the vendor, and returns one line of limited length
     */
    static List<Violation> read(JsonNode response, ErrorPointers.Violations pointers, UnaryOperator<String> redaction) {
        return new ViolationReader(pointers, redaction).read(response.at(pointers.list()));
    }

    private List<Violation> read(JsonNode violations) {
        if (violations.isArray()) {
            for (Iterator<JsonNode> each = violations.elements(); each.hasNext() && isOpen(); ) {
                JsonNode element = each.next();
                add(field(element.at(pointers.field())), text(element.at(pointers.message())));
            }
        } else {
            for (Map.Entry<String, JsonNode> field : violations.properties()) {
                addAll(Optional.of(field.getKey()), field.getValue());
            }
        }
        return List.copyOf(found);
    }

    private boolean isOpen() {
        return found.size() < MAX_VIOLATIONS;
    }

    private void addAll(Optional<String> field, JsonNode messages) {
        if (messages.isArray()) {
            for (Iterator<JsonNode> each = messages.elements(); each.hasNext() && isOpen(); ) {
                add(field, text(each.next()));
            }
        } else {
            add(field, text(messages));
        }
    }

    private void add(Optional<String> field, Optional<String> message) {
        if (!isOpen()) {
            return;
        }
        Optional<String> name = field.map(redaction)
                .map(text -> text.substring(0, Math.min(text.length(), MAX_FIELD_CHARS)))
                .filter(text -> !text.isEmpty());
        Optional<String> sentence = message.map(redaction).filter(text -> !text.isEmpty());
        if (name.isPresent() && sentence.isPresent()) {
            found.add(new Violation(name.get(), Optional.empty(), sentence.get(), Optional.empty()));
        }
    }

    /** Returns for example {@code loras.0.path}; empty if the location is the whole body. */
    private static Optional<String> field(JsonNode location) {
        if (!location.isArray()) {
            return text(location);
        }
        List<String> steps = new ArrayList<>();
        for (int i = 0; i < Math.min(location.size(), MAX_STEPS); i++) {
            String step = location.get(i).asText().strip();
            if (!step.isEmpty() && !(i == 0 && PARTS.contains(step))) {
                steps.add(step);
            }
        }
        return steps.isEmpty() ? Optional.empty() : Optional.of(String.join(".", steps));
    }

    private static Optional<String> text(JsonNode node) {
        return Optional.ofNullable(node.textValue()).map(String::strip).filter(text -> !text.isEmpty());
    }
}
