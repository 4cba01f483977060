package io.github.reel4j.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The specification of one field of one model: whether it is required, which values it allows, its default, and where
 * the vendor's document says so. Immutable.
 *
 * @param field the field that is specified
 * @param required whether the caller must set the field
 * @param requiredWhen the value of another field that makes this one required, if there is such a rule
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
        Optional<T> defaultValue,
        AllowedValues<T> constraint,
        DocumentAnchor source,
        Optional<String> note) {

    /** A condition that is true if {@code field} has {@code value}. */
    public record Condition(Field<?> field, Object value) {}

    /** Returns the specification of a required field that allows any value. */
    public static <T> FieldSpec<T> required(Field<T> field, DocumentAnchor source) {
        return new FieldSpec<>(
                field, true, Optional.empty(), Optional.empty(), new AllowedValues.Any<>(), source, Optional.empty());
    }

    /** Returns the specification of an optional field that allows any value and has no default. */
    public static <T> FieldSpec<T> optional(Field<T> field, DocumentAnchor source) {
        return new FieldSpec<>(
                field, false, Optional.empty(), Optional.empty(), new AllowedValues.Any<>(), source, Optional.empty());
    }

    /** Returns a copy with the given constraint. */
    public FieldSpec<T> withConstraint(AllowedValues<T> constraint) {
        return new FieldSpec<>(field, required, requiredWhen, defaultValue, constraint, source, note);
    }

    /** Returns a copy with the given default value. */
    public FieldSpec<T> withDefault(T value) {
        return new FieldSpec<>(field, required, requiredWhen, Optional.of(value), constraint, source, note);
    }

    /** Returns a copy that is required if {@code other} has {@code value}. */
    public <O> FieldSpec<T> requiredWhen(Field<O> other, O value) {
        return new FieldSpec<>(
                field, required, Optional.of(new Condition(other, value)), defaultValue, constraint, source, note);
    }

    /** Returns a copy with the given note. */
    public FieldSpec<T> withNote(String note) {
        return new FieldSpec<>(field, required, requiredWhen, defaultValue, constraint, source, Optional.of(note));
    }

    /** Returns the vendor's spelling of {@code value}. */
    public String wire(T value) {
        for (Choice<T> choice : choices()) {
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
        for (Choice<T> choice : choices()) {
            if (choice.wire().equalsIgnoreCase(wire)) {
                return Optional.of(choice.value());
            }
        }
        return Optional.empty();
    }

    /** Returns the choices of a {@link AllowedValues.OneOf} constraint; empty for any other constraint. */
    public List<Choice<T>> choices() {
        return constraint instanceof AllowedValues.OneOf<T> list ? list.choices() : List.of();
    }

    /** Returns a constraint that allows the given texts, whose portable and vendor spellings are the same. */
    public static AllowedValues<String> oneOfTexts(String model, String... texts) {
        return new AllowedValues.OneOf<>(
                model,
                Arrays.stream(texts).map(text -> new Choice<>(text, text)).toList());
    }
}
