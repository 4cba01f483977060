package io.github.reel4j.cli;

import io.github.reel4j.model.Field;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Parses arguments of the command line: the value of one field of a request, or a list of names of fields. */
final class FieldArguments {

    private FieldArguments() {}

    /**
     * Returns the value of {@code field} that {@code text} contains.
     *
     * @param option the option, for the message
     * @throws IllegalArgumentException if {@code text} is not a value of the field
     */
    static <T> T value(String option, Field<T> field, String text) {
        try {
            return field.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(option + ": '" + text + "' is not " + field.expected() + ".", e);
        }
    }

    /**
     * Returns the fields with the given names.
     *
     * @throws IllegalArgumentException if a name is not that of a field of several vendors
     */
    static Set<Field<?>> omitted(Collection<String> names) {
        Set<Field<?>> fields = new LinkedHashSet<>();
        names.forEach(name -> fields.add(portable(name)));
        return fields;
    }

    private static Field<?> portable(String name) {
        return Field.portable().stream()
                .filter(field -> field.name().equals(name.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--omit-if-unsupported cannot omit '" + name
                        + "'. Allowed: "
                        + Field.portable().stream().map(Field::name).sorted().collect(Collectors.joining(", "))
                        + "."));
    }
}
