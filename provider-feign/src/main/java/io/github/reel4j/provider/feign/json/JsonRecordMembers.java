package io.github.reel4j.provider.feign.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Describes the JSON members of a simple record, which {@link SimpleJsonWriter} writes without Jackson's mapper. A
 * record is simple if its only Jackson annotations are {@code @JsonProperty} with a name and {@code @JsonNaming} for
 * snake case, and it has no getters besides its components. Thread-safe.
 */
final class JsonRecordMembers {

    private static final String JACKSON = "com.fasterxml.jackson.";

    private final List<String> names = new ArrayList<>();
    private final List<Method> accessors = new ArrayList<>();

    private JsonRecordMembers() {}

    /** Returns the schema; empty if the record is not simple or not open to this module. */
    static Optional<JsonRecordMembers> of(Class<?> type) {
        JsonRecordMembers schema = new JsonRecordMembers();
        return schema.isSupported(type) ? Optional.of(schema) : Optional.empty();
    }

    /** Returns the names of the members as Jackson's mapper writes them. */
    List<String> names() {
        return names;
    }

    /** Returns the values in the order of the names. */
    List<@Nullable Object> values(Record item) {
        @Nullable Object[] values = new Object[accessors.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(accessors.get(i), item);
        }
        return Arrays.asList(values);
    }

    private static @Nullable Object value(Method accessor, Record item) {
        try {
            return accessor.invoke(item);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(accessor + " cannot be called", e);
        }
    }

    private boolean isSupported(Class<?> type) {
        if (type.getInterfaces().length > 0 || !areSupported(type.getAnnotations())) {
            return false;
        }
        boolean snakeCase = type.isAnnotationPresent(JsonNaming.class);
        for (RecordComponent component : type.getRecordComponents()) {
            if (!isSimple(component)) {
                return false;
            }
            names.add(name(component, snakeCase));
            accessors.add(component.getAccessor());
        }
        return !names.isEmpty() && !hasMoreMembers(type);
    }

    private static String name(RecordComponent component, boolean snakeCase) {
        JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
        if (property != null) {
            return property.value();
        }
        return snakeCase ? SnakeCaseStrategy.INSTANCE.translate(component.getName()) : component.getName();
    }

    /**
     * Returns whether the component is simple, and its accessor, which may be hand-written, has the same annotations.
     */
    private static boolean isSimple(RecordComponent component) {
        Method accessor = component.getAccessor();
        try {
            Annotation[] ofField = component
                    .getDeclaringRecord()
                    .getDeclaredField(component.getName())
                    .getAnnotations();
            return Arrays.equals(ofField, accessor.getAnnotations())
                    && areSupported(ofField)
                    && accessor.trySetAccessible();
        } catch (NoSuchFieldException e) {
            return false;
        }
    }

    private boolean hasMoreMembers(Class<?> type) {
        for (Method method : type.getDeclaredMethods()) {
            if (isGetter(method) || (!accessors.contains(method) && hasJackson(method.getAnnotations()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isGetter(Method method) {
        return method.getParameterCount() == 0
                && !Modifier.isStatic(method.getModifiers())
                && (method.getName().startsWith("get") || method.getName().startsWith("is"));
    }

    private static boolean hasJackson(Annotation[] annotations) {
        for (Annotation each : annotations) {
            if (each.annotationType().getName().startsWith(JACKSON)) {
                return true;
            }
        }
        return false;
    }

    private static boolean areSupported(Annotation[] annotations) {
        for (Annotation each : annotations) {
            if (each.annotationType().getName().startsWith(JACKSON) && !isSnakeCase(each) && !hasOnlyName(each)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSnakeCase(Annotation annotation) {
        return annotation instanceof JsonNaming naming && naming.value() == SnakeCaseStrategy.class;
    }

    private static boolean hasOnlyName(Annotation annotation) {
        return annotation instanceof JsonProperty name
                && !name.value().isEmpty()
                && name.namespace().isEmpty()
                && name.index() == JsonProperty.INDEX_UNKNOWN
                && name.access() == JsonProperty.Access.AUTO;
    }
}
