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
 * Writes simple values as JSON without Jackson's mapper. Simple values are strings, booleans, numbers, and lists, maps
 * and {@linkplain JsonRecordMembers simple records} of these. The bytes are those of {@link StrictJson#mapper}.
 * Thread-safe.
 */
public final class SimpleJsonWriter {

    private static final int INITIAL_CAPACITY = 512;

    private final JsonFactory factory;
    private final Map<Class<?>, Optional<JsonRecordMembers>> schemas = new ConcurrentHashMap<>();

    /** Creates a writer. */
    public SimpleJsonWriter(JsonFactory factory) {
        this.factory = factory;
    }

    /** Returns the JSON in UTF-8 without null members; empty if the value needs a mapper. */
    public Optional<byte[]> bytes(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(INITIAL_CAPACITY);
        boolean complete;
        try (JsonGenerator json = factory.createGenerator(bytes)) {
            complete = write(json, value);
        }
        return complete ? Optional.of(bytes.toByteArray()) : Optional.empty();
    }

    /** Returns false as soon as a value needs a mapper; the bytes written before are then useless. */
    private boolean write(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value instanceof Record item) {
            Optional<JsonRecordMembers> schema = schema(item);
            return schema.isPresent()
                    && writeObject(json, schema.get().names(), schema.get().values(item));
        }
        if (value instanceof Map<?, ?> map) {
            return writeObject(json, map.keySet(), map.values());
        }
        return value instanceof List<?> list ? writeArray(json, list) : writeLeaf(json, value);
    }

    /**
     * Writes an object.
     *
     * @param values in the order of their names
     */
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

    private Optional<JsonRecordMembers> schema(Record item) {
        return schemas.computeIfAbsent(item.getClass(), JsonRecordMembers::of);
    }
}
