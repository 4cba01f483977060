package io.github.reel4j.journal;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A kind of record and its values by name; names that a reader does not know are left alone. Not thread-safe. */
final class KeyValues {

    private final String kind;
    private final Map<String, String> values = new LinkedHashMap<>();

    private KeyValues(String kind) {
        this.kind = kind;
    }

    static KeyValues of(String kind, Instant at) {
        return new KeyValues(kind).with("at", at);
    }

    KeyValues with(String name, Object value) {
        values.put(name, value.toString());
        return this;
    }

    String format() {
        return kind + " "
                + values.entrySet().stream()
                        .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining(" "));
    }

    /** @throws IllegalArgumentException if it has another form */
    static KeyValues parse(String text) {
        String[] words = text.split(" ", -1);
        KeyValues values = new KeyValues(words[0]);
        for (int i = 1; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("no name: " + words[i]);
            }
            values.with(
                    words[i].substring(0, equals),
                    URLDecoder.decode(words[i].substring(equals + 1), StandardCharsets.UTF_8));
        }
        return values;
    }

    String kind() {
        return kind;
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** @throws IllegalArgumentException if there is none */
    String get(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("no " + name));
    }
}
