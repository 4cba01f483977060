package io.github.reel4j.provider.feign;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.Optional;

/** Walks a text once and says in people's words why it is not one sound JSON object. */
final class JsonScan {

    /** Beyond this a number is no measure of anything, and turning it into an integer may exhaust the memory. */
    private static final int MAX_EXPONENT = 400;

    private JsonScan() {}

    /** A predicate such as {@code has a duplicate key}; empty if the text is one sound JSON object. */
    static Optional<String> fault(JsonFactory factory, String text) throws IOException {
        if (text.isBlank()) {
            return Optional.of("is empty");
        }
        try (JsonParser parser = factory.createParser(text)) {
            JsonToken first = parser.nextToken();
            if (first != JsonToken.START_OBJECT) {
                return Optional.of("is not a JSON object");
            }
            int depth = 1;
            while (depth > 0) {
                JsonToken token = parser.nextToken();
                if (token == null) {
                    return Optional.of("is not complete JSON");
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (token == JsonToken.VALUE_NUMBER_FLOAT && isAbsurd(parser)) {
                    return Optional.of("holds a number out of all range");
                }
                if (token == JsonToken.VALUE_STRING && hasLoneSurrogate(parser.getText())) {
                    return Optional.of("holds text that is not Unicode");
                }
            }
            return hasMore(parser) ? Optional.of("has something after its JSON object") : Optional.empty();
        } catch (StreamConstraintsException e) {
            return Optional.of("is nested too deeply or holds a number that is too long");
        } catch (JsonProcessingException e) {
            // Jackson has no type of its own for this one.
            boolean duplicate = String.valueOf(e.getOriginalMessage()).startsWith("Duplicate field");
            return Optional.of(duplicate ? "has a duplicate key" : "is not JSON");
        }
    }

    private static boolean hasMore(JsonParser parser) throws IOException {
        try {
            return parser.nextToken() != null;
        } catch (JsonProcessingException e) {
            return true;
        }
    }

    private static boolean isAbsurd(JsonParser parser) throws IOException {
        return Math.abs((long) parser.getDecimalValue().scale()) > MAX_EXPONENT;
    }

    private static boolean hasLoneSurrogate(String text) {
        return text.codePoints()
                .anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }
}
