package io.github.reel4j.model;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The specification of one field of one model: whether it is required, which values it allows, its default, and where
 * the vendor's document says so. Immutable.
 *
 * @param field the field that is specified
 * @param required whether the caller must set the field
 * @param requiredWhen the value of another field that makes this one required, if there is such a rule
 * @param excluded the fields that may not be set together with this one. If the caller sets one of two such fields, the
 *     other is omitted, even if it has a default
 * @param defaultValue the value to send if the caller sets none; if empty, the field is then omitted
 * @param constraint the values that the field allows
 * @param source where the document describes the field
 * @param note a remark for people that no constraint can express
 * @param <T> the type of the value
 */
public record FieldSpec<T>(
        Field<T> field,
        boolean required,
        Optional<Condition> requiredWhen,
        Set<Field<?>> excluded,
        Optional<T> defaultValue,
        AllowedValues<T> constraint,
        DocumentAnchor source,
        Optional<String> note) {

    /**
     * Copies the set.
     *
     * @throws IllegalArgumentException if the field excludes itself
     */
    public FieldSpec {
        excluded = Set.copyOf(excluded);
        if (excluded.contains(field)) {
            throw new IllegalArgumentException("the field " + field + " excludes itself");
        }
    }

    /** A condition that is true if {@code field} has {@code value}. */
    public record Condition(Field<?> field, Object value) {}

    /** Returns the specification of a required field that allows any value. */
    public static <T> FieldSpec<T> required(Field<T> field, DocumentAnchor source) {
        return new FieldSpec<>(
                field,
                true,
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                new AllowedValues.Any<>(),
                source,
                Optional.empty());
    }

    /** Returns the specification of an optional field that allows any value and has no default. */
    public static <T> FieldSpec<T> optional(Field<T> field, DocumentAnchor source) {
        return new FieldSpec<>(
                field,
                false,
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                new AllowedValues.Any<>(),
                source,
                Optional.empty());
    }

    /** Returns a copy with the given constraint. */
    public FieldSpec<T> withConstraint(AllowedValues<T> constraint) {
        return new FieldSpec<>(field, required, requiredWhen, excluded, defaultValue, constraint, source, note);
    }

    /** Returns a copy with the given default value. */
    public FieldSpec<T> withDefault(T value) {
        return new FieldSpec<>(field, required, requiredWhen, excluded, Optional.of(value), constraint, source, note);
    }

    /** Returns a copy that is required if {@code other} has {@code value}. */
    public <O> FieldSpec<T> requiredWhen(Field<O> other, O value) {
        Optional<Condition> condition = Optional.of(new Condition(other, value));
        return new FieldSpec<>(field, required, condition, excluded, defaultValue, constraint, source, note);
    }

    /**
     * Returns a copy that may not be set together with {@code other}. One of the two fields has the rule; it holds for
     * both.
     */
    public FieldSpec<T> excludes(Field<?> other) {
        Set<Field<?>> all = new HashSet<>(excluded);
        all.add(other);
        return new FieldSpec<>(field, required, requiredWhen, all, defaultValue, constraint, source, note);
    }

    /** Returns a copy with the given note. */
    public FieldSpec<T> withNote(String note) {
        return new FieldSpec<>(
                field, required, requiredWhen, excluded, defaultValue, constraint, source, Optional.of(note));
    }

    /** Returns the vendor's spelling of {@code value}. */
    public String wire(T value) {
        for (OfferedValue<T> choice : choices()) {
            if (choice.value().equals(value)) {
                return choice.wire();
            }
        }
        return field.format(value);
    }

    /**
     * Returns the portable value that the vendor spells {@code wire}, ignoring case; empty if no choice has that
     * spelling.
     */
    public Optional<T> fromWire(String wire) {
        for (OfferedValue<T> choice : choices()) {
            if (choice.wire().equalsIgnoreCase(wire)) {
                return Optional.of(choice.value());
            }
        }
        return Optional.empty();
    }

    /** Returns the choices of a {@link AllowedValues.OneOf} constraint; empty for any other constraint. */
    public List<OfferedValue<T>> choices() {
        return constraint instanceof AllowedValues.OneOf<T> list ? list.choices() : List.of();
    }

    /** Returns a constraint that allows the given texts, whose portable and vendor spellings are the same. */
    public static AllowedValues<String> oneOfTexts(String model, String... texts) {
        return new AllowedValues.OneOf<>(
                model,
                Arrays.stream(texts).map(text -> new OfferedValue<>(text, text)).toList());
    }
}
