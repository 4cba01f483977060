package io.github.reel4j.model;

import java.nio.file.Path;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An order key with a hash of the request that it was used for, so that the key is not used for another request. Of
 * local files it includes the content, not the path, so a file must still exist when its order is submitted again. It
 * contains no prompt and no URL. Immutable.
 *
 * @param requestHash the SHA-256 of the key and the request, as 64 hexadecimal digits; see {@link #of}
 */
public record OrderKeyClaim(OrderKey key, String requestHash) {

    /** Identifies the form of the hashed text. */
    private static final String FORM = "reel4j order 1";

    private static final String ABSENT = "-";

    /**
     * Returns the claim of {@code key} for a request without local files.
     *
     * @throws IllegalArgumentException if {@code request} has local files
     */
    public static OrderKeyClaim of(OrderKey key, GenerationRequest request) {
        return of(key, request, Map.of());
    }

    /**
     * Returns the claim of {@code key} for {@code request}. Requests are the same if their operation, model, values,
     * vendor options, {@code allowUndocumentedValues} and the contents of their local files are the same as the program
     * has set them. Names and folders of files do not count, and neither do defaults of providers, so the hash is the
     * same for each provider.
     *
     * @param fileHashes the SHA-256 of the content of each local file, by the names of {@link GenerationRequest#files}
     * @throws IllegalArgumentException if {@code fileHashes} has other names than the files of {@code request}
     */
    public static OrderKeyClaim of(OrderKey key, GenerationRequest request, Map<String, String> fileHashes) {
        Map<String, Path> files = request.files();
        if (!files.keySet().equals(fileHashes.keySet())) {
            throw new IllegalArgumentException("fileHashes must name the local files of the request, " + files.keySet()
                    + ", but names " + fileHashes.keySet() + ". Pass the SHA-256 of the content of each file.");
        }
        StringJoiner text = new StringJoiner("\n");
        text.add(FORM);
        addValue(text, "key", key.value());
        addValue(text, "operation", request.operation().id());
        addValue(text, "model", request.model().orElse(ABSENT));
        addValue(text, "undocumented", String.valueOf(request.allowUndocumentedValues()));
        new TreeMap<>(formatted(request.values())).forEach((name, value) -> {
            if (!isLocation(value, files.get(name))) {
                addValue(text, "value " + name, value);
            }
        });
        new TreeMap<>(fileHashes).forEach((name, hash) -> addValue(text, "file " + name, hash));
        new TreeMap<>(request.options()).forEach((name, value) -> addValue(text, "option " + name, value));
        return new OrderKeyClaim(key, Sha256.of(text.toString()));
    }

    /** Returns whether {@code value} says only where the file is, because a builder sets it together with the file. */
    private static boolean isLocation(String value, @Nullable Path file) {
        return file != null && value.equals(file.toUri().toString());
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
