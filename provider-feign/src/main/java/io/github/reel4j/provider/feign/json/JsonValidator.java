package io.github.reel4j.provider.feign.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.Optional;

/** Checks in one pass whether bytes are exactly one valid JSON object in UTF-8. */
public final class JsonValidator {

    /** Converting numbers with larger exponents to integers may exhaust the memory. */
    private static final int MAX_EXPONENT = 400;

    private JsonValidator() {}

    /** Returns what is wrong, for example {@code has a duplicate key}; empty if the bytes are valid. */
    public static Optional<String> violation(JsonFactory factory, byte[] bytes) throws IOException {
        if (!Utf8Validator.isWellFormed(bytes)) {
            return Optional.of("is not UTF-8");
        }
        int start = Utf8Validator.bomLength(bytes);
        try (JsonParser parser = factory.createParser(bytes, start, bytes.length - start)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return Optional.of("is empty");
            }
            if (first != JsonToken.START_OBJECT) {
                return Optional.of("is not a JSON object");
            }
            int depth = 1;
            while (depth > 0) {
                JsonToken token = parser.nextToken();
                if (token == null) {
                    return Optional.of("is incomplete JSON");
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (token == JsonToken.VALUE_NUMBER_FLOAT && isExcessive(parser)) {
                    return Optional.of("contains a number out of range");
                }
                if (token == JsonToken.VALUE_STRING && hasLoneSurrogate(parser)) {
                    return Optional.of("contains text that is not valid Unicode");
                }
            }
            return hasMore(parser) ? Optional.of("has data after its JSON object") : Optional.empty();
        } catch (StreamConstraintsException e) {
            return Optional.of("is nested too deeply or contains a number that is too long");
        } catch (JsonProcessingException e) {
            // Jackson has no exception type for duplicate keys.
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

    private static boolean isExcessive(JsonParser parser) throws IOException {
        try {
            return Math.abs((long) parser.getDecimalValue().scale()) > MAX_EXPONENT;
        } catch (NumberFormatException e) { // its exponent exceeds int
            return true;
        }
    }

    /** Checks without creating a String, because most strings of a response are never read. */
    private static boolean hasLoneSurrogate(JsonParser parser) throws IOException {
        char[] chars = parser.getTextCharacters();
        int end = parser.getTextOffset() + parser.getTextLength();
        for (int at = parser.getTextOffset(); at < end; at++) {
            if (Character.isSurrogate(chars[at])) {
                if (at + 1 == end || !Character.isSurrogatePair(chars[at], chars[at + 1])) {
                    return true;
                }
                at++;
            }
        }
        return false;
    }
}
