package io.github.reel4j.model;

import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * An order key with a hash of the request that it was used for, so that the key is not used for another request. It
 * contains no prompt and no URL. Immutable.
 *
 * @param requestHash the SHA-256 of the key and the request, as 64 hexadecimal digits; see {@link #of}
 */
public record OrderKeyClaim(OrderKey key, String requestHash) {

    /** Identifies the form of the hashed text. */
    private static final String FORM = "reel4j order 1";

    private static final String ABSENT = "-";

    /**
     * Returns the claim of {@code key} for {@code request}. Requests are the same if their operation, model, values,
     * vendor options, {@code allowUndocumentedValues} and the absolute paths of local files are the same as the program
     * has set them. The content of a file does not count, and neither do defaults of providers, so the hash is the same
     * for each provider.
     */
    public static OrderKeyClaim of(OrderKey key, GenerationRequest request) {
        StringJoiner text = new StringJoiner("\n");
        text.add(FORM);
        addValue(text, "key", key.value());
        addValue(text, "operation", request.operation().id());
        addValue(text, "model", request.model().orElse(ABSENT));
        addValue(text, "undocumented", String.valueOf(request.allowUndocumentedValues()));
        new TreeMap<>(formatted(request.values())).forEach((name, value) -> addValue(text, "value " + name, value));
        new TreeMap<>(request.files())
                .forEach((name, file) ->
                        addValue(text, "file " + name, file.toUri().toString()));
        new TreeMap<>(request.options()).forEach((name, value) -> addValue(text, "option " + name, value));
        return new OrderKeyClaim(key, Sha256Fingerprint.full(text.toString()));
    }

    /** Adds the lengths too, so that no value imitates another one. */
    private static void addValue(StringJoiner text, String name, String value) {
        text.add(name.length() + ":" + value.length() + ":" + name + "=" + value);
    }

    private static Map<String, String> formatted(Map<Field<?>, Object> values) {
        Map<String, String> formatted = new TreeMap<>();
        values.forEach((field, value) -> formatted.put(field.name(), format(field, value)));
        return formatted;
    }

    private static <T> String format(Field<T> field, Object value) {
        return field.format(field.cast(value));
    }

    /** Returns whether {@code other} is a claim of the same key for another request. */
    public boolean conflictsWith(OrderKeyClaim other) {
        return key.equals(other.key) && !requestHash.equals(other.requestHash);
    }
}
