package io.github.reel4j.journal;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The type of one journal record, and its {@code key=value} pairs. Unknown keys are kept and ignored. Not thread-safe.
 */
final class KeyValueRecord {

    private final RecordType type;
    private final Map<String, String> values = new LinkedHashMap<>();

    private KeyValueRecord(RecordType type) {
        this.type = type;
    }

    static KeyValueRecord of(RecordType type, Instant at) {
        return new KeyValueRecord(type).with("at", at);
    }

    KeyValueRecord with(String key, Object value) {
        values.put(key, value.toString());
        return this;
    }

    String format() {
        return type + " "
                + values.entrySet().stream()
                        .map(each -> each.getKey() + "=" + encode(each.getValue()))
                        .collect(Collectors.joining(" "));
    }

    /** Returns a value as it is written. */
    static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /**
     * Parses a text that {@link #format} gave.
     *
     * @throws IllegalArgumentException if the type is unknown, or a later word is not {@code key=value}
     */
    static KeyValueRecord parse(String text) {
        String[] words = text.split(" ", -1);
        KeyValueRecord values = new KeyValueRecord(RecordType.parse(words[0]));
        for (int i = 1; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("no key: " + words[i]);
            }
            values.with(
                    words[i].substring(0, equals),
                    URLDecoder.decode(words[i].substring(equals + 1), StandardCharsets.UTF_8));
        }
        return values;
    }

    RecordType type() {
        return type;
    }

    Optional<String> find(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /**
     * Returns the value of a required key.
     *
     * @throws IllegalArgumentException if the record does not have this key
     */
    String get(String key) {
        return find(key).orElseThrow(() -> new IllegalArgumentException("no " + key));
    }
}
