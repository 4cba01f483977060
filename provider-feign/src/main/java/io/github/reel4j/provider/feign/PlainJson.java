package io.github.reel4j.provider.feign;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes values that no mapper is needed for, to the byte as {@link StrictJson#mapper} would: texts, flags, whole and decimal numbers,
 * lists and maps of them, and records of them that are {@link PlainRecord plain}. Thread-safe.
 */
final class PlainJson {

    private static final int MOST_REQUESTS = 512;

    private final JsonFactory factory;
    private final Map<Class<?>, Optional<PlainRecord>> shapes = new ConcurrentHashMap<>();

    PlainJson(JsonFactory factory) {
        this.factory = factory;
    }

    /** Whether {@link #bytes} can write it. */
    boolean fits(@Nullable Object value) {
        if (value instanceof Record item) {
            Optional<PlainRecord> shape = shape(item);
            return shape.isPresent() && fitsAll(shape.get().values(item));
        }
        if (value instanceof Map<?, ?> map) {
            return areNames(map.keySet()) && fitsAll(map.values());
        }
        if (value instanceof List<?> list) {
            return fitsAll(list);
        }
        return value == null
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Integer
                || value instanceof Long
                || value instanceof BigDecimal;
    }

    private boolean fitsAll(Iterable<?> values) {
        for (Object value : values) {
            if (!fits(value)) {
                return false;
            }
        }
        return true;
    }

    private static boolean areNames(Iterable<?> keys) {
        for (Object key : keys) {
            if (!(key instanceof String)) {
                return false;
            }
        }
        return true;
    }

    /** As JSON in UTF-8; members of objects that are null are left out. */
    byte[] bytes(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(MOST_REQUESTS);
        try (JsonGenerator json = factory.createGenerator(bytes)) {
            write(json, value);
        }
        return bytes.toByteArray();
    }

    private void write(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value instanceof Record item) {
            PlainRecord shape = shape(item).orElseThrow();
            writeObject(json, shape.names(), shape.values(item));
        } else if (value instanceof Map<?, ?> map) {
            writeObject(json, map.keySet(), map.values());
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object item : list) {
                write(json, item);
            }
            json.writeEndArray();
        } else if (value instanceof BigDecimal number) {
            json.writeNumber(number);
        } else if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else {
            json.writeString((String) value);
        }
    }

    /** @param values in the order of their names */
    private void writeObject(JsonGenerator json, Iterable<?> names, Iterable<?> values) throws IOException {
        json.writeStartObject();
        Iterator<?> each = values.iterator();
        for (Object name : names) {
            Object value = each.next();
            if (value != null) {
                json.writeFieldName((String) name);
                write(json, value);
            }
        }
        json.writeEndObject();
    }

    private Optional<PlainRecord> shape(Record item) {
        return shapes.computeIfAbsent(item.getClass(), PlainRecord::of);
    }
}
