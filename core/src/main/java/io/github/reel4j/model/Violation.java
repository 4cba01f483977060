package io.github.reel4j.model;

import java.util.Optional;

/**
 * One thing that is wrong with a request, and what would be right.
 *
 * @param field the field's name, as in {@link Field#name()}
 * @param rejectedValue the value as the caller gave it, on one line and cut if it is long; of a prompt nothing, and of an address its host
 *     alone; absent if it is missing
 * @param message what is wrong and what is allowed, one or two sentences
 * @param source the document that says so, absent where no document does
 */
public record Violation(String field, Optional<String> rejectedValue, String message, Optional<DocumentAnchor> source) {

    @Override
    public String toString() {
        return field + rejectedValue.map(value -> " = " + value).orElse("") + ": " + message
                + source.map(anchor -> "   " + anchor).orElse("");
    }
}
