package io.github.reel4j.provider.feign.json;

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
 * lists and maps of them, and records of them that are {@link RecordSchema plain}. Thread-safe.
 */
public final class SimpleJsonWriter {

    private static final int MAX_CACHED_TYPES = 512;

    private final JsonFactory factory;
    private final Map<Class<?>, Optional<RecordSchema>> schemas = new ConcurrentHashMap<>();

    public SimpleJsonWriter(JsonFactory factory) {
        this.factory = factory;
    }

    /** As JSON in UTF-8, without members of objects that are null; empty if it takes a mapper to write it. */
    public Optional<byte[]> bytes(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(MAX_CACHED_TYPES);
        boolean whole;
        try (JsonGenerator json = factory.createGenerator(bytes)) {
            whole = write(json, value);
        }
        return whole ? Optional.of(bytes.toByteArray()) : Optional.empty();
    }

    /** False as soon as something takes a mapper: what was written before is of no use then. */
    private boolean write(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value instanceof Record item) {
            Optional<RecordSchema> shape = schema(item);
            return shape.isPresent()
                    && writeObject(json, shape.get().names(), shape.get().values(item));
        }
        if (value instanceof Map<?, ?> map) {
            return writeObject(json, map.keySet(), map.values());
        }
        return value instanceof List<?> list ? writeArray(json, list) : writeLeaf(json, value);
    }

    /** @param values in the order of their names */
    private boolean writeObject(JsonGenerator json, Iterable<?> names, Iterable<?> values) throws IOException {
        json.writeStartObject();
        Iterator<?> each = values.iterator();
        for (Object key : names) {
            Object value = each.next();
            if (!(key instanceof String name)) {
                return false;
            }
            if (value != null) {
                json.writeFieldName(name);
                if (!write(json, value)) {
                    return false;
                }
            }
        }
        json.writeEndObject();
        return true;
    }

    private boolean writeArray(JsonGenerator json, Iterable<?> items) throws IOException {
        json.writeStartArray();
        for (Object item : items) {
            if (!write(json, item)) {
                return false;
            }
        }
        json.writeEndArray();
        return true;
    }

    private static boolean writeLeaf(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value instanceof String || value == null) {
            json.writeString((String) value);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Integer || value instanceof Long) {
            json.writeNumber(((Number) value).longValue());
        } else if (value instanceof BigDecimal number) {
            json.writeNumber(number);
        } else {
            return false;
        }
        return true;
    }

    private Optional<RecordSchema> schema(Record item) {
        return schemas.computeIfAbsent(item.getClass(), RecordSchema::of);
    }
}
