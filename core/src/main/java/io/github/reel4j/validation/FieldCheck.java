package io.github.reel4j.validation;

import io.github.reel4j.model.Field;
import io.github.reel4j.model.FieldSpec;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Violation;
import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vavr.control.Validation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Checks the fields of one request against one model, one at a time. */
final class FieldCheck {

    private static final int SHOWN = 60;

    private final ModelSpec model;
    private final GenerationRequest request;
    private final Map<Field<?>, Object> values;
    private boolean beyond;

    FieldCheck(ModelSpec model, GenerationRequest request) {
        this.model = model;
        this.request = request;
        this.values = request.values();
    }

    /** The value to send, none if the field is to be left out, or what is wrong with it. */
    <T> Validation<Violation, Option<T>> value(FieldSpec<T> spec) {
        Field<T> field = spec.field();
        String option = request.options().get(field.name());
        if (values.containsKey(field)) {
            return option == null
                    ? checked(spec, field.cast(values.get(field)))
                    : Validation.invalid(violation(spec, option, "is set twice, as a value and as an option."));
        }
        if (option != null) {
            return read(spec, option);
        }
        Option<T> fallback = Option.ofOptional(spec.fallback());
        return fallback.isEmpty() && required(spec)
                ? Validation.invalid(
                        new Violation(field.name(), Optional.empty(), "must be set.", Optional.of(spec.source())))
                : Validation.valid(fallback);
    }

    /** Whether a value was let through that the document does not list. */
    boolean beyond() {
        return beyond;
    }

    /** Values that the model has no field for; dropping them in silence would order something else than was asked for. */
    Seq<Violation> strangers() {
        List<Violation> portable = List.ofAll(values.keySet())
                .filter(field -> model.field(field).isEmpty() && !field.equals(Field.MOTION_LENGTH))
                .map(field -> new Violation(
                        field.name(),
                        Optional.of(shown(field.shown(print(field)))),
                        "is not taken by " + model.id() + ": its document has no such parameter.",
                        Optional.of(model.source())));
        List<Violation> options = List.ofAll(request.options().entrySet())
                .filter(option -> model.fields().stream()
                        .noneMatch(spec -> spec.field().name().equals(option.getKey())))
                .map(option -> new Violation(
                        option.getKey(),
                        Optional.of(shown(option.getValue())),
                        "is not an option of " + model.id() + ". Options: " + optionNames() + ".",
                        Optional.of(model.source())));
        return portable.appendAll(options);
    }

    private <T> Validation<Violation, Option<T>> read(FieldSpec<T> spec, String text) {
        Optional<T> byWire = spec.ofWire(text);
        if (byWire.isPresent()) {
            return Validation.valid(Option.ofOptional(byWire));
        }
        T value;
        try {
            value = spec.field().parse(text);
        } catch (IllegalArgumentException e) {
            return Validation.invalid(
                    violation(spec, text, "must be " + spec.field().expected() + "."));
        }
        return checked(spec, value);
    }

    private <T> Validation<Violation, Option<T>> checked(FieldSpec<T> spec, T given) {
        if (given instanceof String text && !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            return Validation.invalid(violation(spec, "?", "must be Unicode; it has half of a character."));
        }
        T value = spec.ofWire(spec.field().print(given)).orElse(given);
        if (value instanceof Duration length && (length.isNegative() || length.isZero())) {
            return Validation.invalid(
                    violation(spec, spec.field().print(given), "must be more than 0 seconds." + noted(spec)));
        }
        Optional<String> complaint = spec.constraint().complaint(value);
        if (complaint.isEmpty()) {
            return Validation.valid(Option.of(value));
        }
        if (request.beyondDocuments() && spec.constraint().negotiable() && !spec.required()) {
            beyond = true;
            return Validation.valid(Option.of(value));
        }
        return Validation.invalid(violation(spec, spec.field().print(given), complaint.get() + noted(spec)));
    }

    private static String noted(FieldSpec<?> spec) {
        return spec.note().map(note -> " (" + note + ")").orElse("");
    }

    private boolean required(FieldSpec<?> spec) {
        return spec.required() || spec.requiredWhen().filter(this::holds).isPresent();
    }

    private boolean holds(FieldSpec.Condition condition) {
        return model.field(condition.field())
                .map(spec -> chosen(spec).exists(value -> value.equals(condition.value())))
                .orElse(false);
    }

    /** What will be sent for a field if it is valid, however it is spelled, and the default too. */
    private <T> Option<T> chosen(FieldSpec<T> spec) {
        if (values.containsKey(spec.field())) {
            return Option.some(spec.field().cast(values.get(spec.field())));
        }
        String option = request.options().get(spec.field().name());
        return option == null
                ? Option.ofOptional(spec.fallback())
                : read(spec, option).getOrElse(Option.none());
    }

    private <T> String print(Field<T> field) {
        return field.print(field.cast(Objects.requireNonNull(values.get(field))));
    }

    private static Violation violation(FieldSpec<?> spec, String rejected, String problem) {
        return new Violation(
                spec.field().name(),
                Optional.of(shown(spec.field().shown(rejected))),
                problem,
                Optional.of(spec.source()));
    }

    private String optionNames() {
        String names = List.ofAll(model.fields())
                .map(spec -> spec.field().name())
                .filter(name -> request.values().keySet().stream()
                        .noneMatch(field -> field.name().equals(name)))
                .mkString(", ");
        return names.isEmpty() ? "none" : names;
    }

    /** Long texts are cut: a message is no place for a prompt of 800 characters. */
    private static String shown(String text) {
        String oneLine = text.replaceAll("\\p{Cntrl}", " ");
        int length = oneLine.codePointCount(0, oneLine.length());
        return length <= SHOWN ? oneLine : oneLine.substring(0, oneLine.offsetByCodePoints(0, SHOWN)) + "...";
    }
}
