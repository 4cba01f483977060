package io.github.reel4j.model;

import java.util.Optional;

/**
 * One violated rule of an invalid request.
 *
 * @param field the name of the field, as in {@link Field#name()}; if the vendor reports the violation, the vendor's
 *     name of the field
 * @param rejectedValue the invalid value on one line, shortened if it is long, redacted if it is a prompt or a URL;
 *     empty if the value is missing
 * @param message what is wrong and what is allowed, 1 or 2 sentences; if the vendor reports the violation, the vendor's
 *     words on one line, redacted
 * @param source where the vendor's document states the rule; empty if no document does, or if the vendor reports the
 *     violation
 */
public record Violation(String field, Optional<String> rejectedValue, String message, Optional<DocumentAnchor> source) {

    @Override
    public String toString() {
        return field + rejectedValue.map(value -> " = " + value).orElse("") + ": " + message
                + source.map(anchor -> "   " + anchor).orElse("");
    }
}
