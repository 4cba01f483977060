package io.github.reel4j.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What one model does with one field: whether it must be set, what it takes, what stands in when it is not set, and which
 * document says so.
 *
 * @param required whether the caller must set it
 * @param requiredWhen the other field's value that makes this one required, if there is such a rule
 * @param defaultValue what is sent when it is not set; empty means that the field is then left out
 * @param note a fact about it that no constraint can express, for people
 * @param <T> type of the value
 */
public record FieldSpec<T>(
        Field<T> field,
        boolean required,
        Optional<Condition> requiredWhen,
        Optional<T> defaultValue,
        Constraint<T> constraint,
        DocumentAnchor source,
        Optional<String> note) {

    /** Holds when {@code field} has {@code value}. */
    public record Condition(Field<?> field, Object value) {}

    public static <T> FieldSpec<T> required(Field<T> field, DocumentAnchor source) {
        return new FieldSpec<>(
                field, true, Optional.empty(), Optional.empty(), new Constraint.Any<>(), source, Optional.empty());
    }

    public static <T> FieldSpec<T> optional(Field<T> field, DocumentAnchor source) {
        return new FieldSpec<>(
                field, false, Optional.empty(), Optional.empty(), new Constraint.Any<>(), source, Optional.empty());
    }

    public FieldSpec<T> withConstraint(Constraint<T> allowed) {
        return new FieldSpec<>(field, required, requiredWhen, defaultValue, allowed, source, note);
    }

    public FieldSpec<T> withDefault(T value) {
        return new FieldSpec<>(field, required, requiredWhen, Optional.of(value), constraint, source, note);
    }

    public <O> FieldSpec<T> requiredWhen(Field<O> other, O value) {
        return new FieldSpec<>(
                field, required, Optional.of(new Condition(other, value)), defaultValue, constraint, source, note);
    }

    public FieldSpec<T> withNote(String fact) {
        return new FieldSpec<>(field, required, requiredWhen, defaultValue, constraint, source, Optional.of(fact));
    }

    /** The vendor's spelling of {@code value}. */
    public String wire(T value) {
        return choices().stream()
                .filter(choice -> choice.value().equals(value))
                .map(Choice::wire)
                .findFirst()
                .orElseGet(() -> field.format(value));
    }

    /** The portable value that the vendor spells {@code wire}, so that people may write either. */
    public Optional<T> fromWire(String wire) {
        return choices().stream()
                .filter(choice -> choice.wire().equalsIgnoreCase(wire))
                .map(Choice::value)
                .findFirst();
    }

    /** The offered values, empty unless the constraint is a list. */
    public List<Choice<T>> choices() {
        return constraint instanceof Constraint.OneOf<T> list ? list.choices() : List.of();
    }

    /** A list of text values that are spelled alike on both sides. */
    public static Constraint<String> oneOfTexts(String model, String... words) {
        return new Constraint.OneOf<>(
                model,
                Arrays.stream(words).map(word -> new Choice<>(word, word)).toList());
    }
}
