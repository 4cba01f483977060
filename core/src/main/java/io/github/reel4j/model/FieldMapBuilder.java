package io.github.reel4j.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A builder of the map of fields that are set in a request, in insertion order. */
final class FieldMapBuilder {

    private final Map<Field<?>, Object> fields = new LinkedHashMap<>();

    <T> FieldMapBuilder with(Field<T> field, T value) {
        fields.put(field, value);
        return this;
    }

    <T> FieldMapBuilder with(Field<T> field, Optional<T> value) {
        if (value.isPresent()) {
            fields.put(field, value.get());
        }
        return this;
    }

    Map<Field<?>, Object> toMap() {
        return Collections.unmodifiableMap(fields);
    }
}
