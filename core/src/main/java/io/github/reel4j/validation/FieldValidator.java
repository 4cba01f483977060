package io.github.reel4j.validation;

import io.github.reel4j.model.Field;
import io.github.reel4j.model.FieldSpec;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.MediaFile;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Violation;
import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vavr.control.Validation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Validates the fields of one request against one model, one field at a time. Not thread-safe. */
final class FieldValidator {

    private final ModelSpec model;
    private final GenerationRequest request;
    private final LocalFileValidator localFiles;
    private final Map<Field<?>, Object> values;
    private final Map<Field<?>, MediaFile> files = new LinkedHashMap<>();
    private boolean hasUndocumentedValue;

    FieldValidator(ModelSpec model, GenerationRequest request, LocalFileValidator localFiles) {
        this.model = model;
        this.localFiles = localFiles;
        this.request = request;
        this.values = request.values();
    }

    /** Returns the value to send, or no value if the field is omitted, or the violation. */
    <T> Validation<Violation, Option<T>> value(FieldSpec<T> spec) {
        Field<T> field = spec.field();
        String option = request.options().get(field.name());
        Path file = request.files().get(field.name());
        Optional<Field<?>> exclusive = spec.excluded().stream()
                .filter(other -> isSet(field) && isSet(other))
                .findFirst();
        if (exclusive.isPresent()) {
            return Validation.invalid(new Violation(
                    field.name(),
                    Optional.empty(),
                    "cannot be set together with '" + exclusive.get() + "'. Set one of them." + withNote(spec),
                    Optional.of(spec.source())));
        }
        if (file != null) {
            return localFile(spec, file);
        }
        if (values.containsKey(field)) {
            return option == null
                    ? checked(spec, field.cast(values.get(field)))
                    : Validation.invalid(violation(
                            spec, option, "is set twice: as a value, and as an option (--set). Set it once."));
        }
        if (option != null) {
            return read(spec, option);
        }
        Option<T> fallback = defaultOf(spec);
        return fallback.isEmpty() && required(spec)
                ? Validation.invalid(
                        new Violation(field.name(), Optional.empty(), "must be set.", Optional.of(spec.source())))
                : Validation.valid(fallback);
    }

    /** Returns whether a value was accepted that the document does not list. */
    boolean hasUndocumentedValue() {
        return hasUndocumentedValue;
    }

    /** Returns the valid local files of the fields that were validated. */
    Map<Field<?>, MediaFile> files() {
        return files;
    }

    @SuppressWarnings("unchecked") // a field of media URLs has texts
    private <T> Validation<Violation, Option<T>> localFile(FieldSpec<T> spec, Path path) {
        Field<T> field = spec.field();
        String name = LocalFileValidator.fileName(path);
        if (!field.isMediaUrl()) {
            return Validation.invalid(
                    new Violation(field.name(), Optional.of(name), "takes no local file.", Optional.of(spec.source())));
        }
        String url = path.toUri().toString();
        Object value = values.getOrDefault(field, url);
        if (!value.equals(url) || request.options().containsKey(field.name())) {
            return Validation.invalid(new Violation(
                    field.name(),
                    Optional.of(name),
                    "is set twice: as a local file and as a URL. Set only one.",
                    Optional.empty()));
        }
        return localFiles
                .check((FieldSpec<String>) spec, path)
                .peek(checked -> files.put(field, checked))
                .map(checked -> Option.some(field.cast(url)))
                .toValidation();
    }

    /**
     * Returns a violation for each value that the model has no field for. Ignoring them would order something else than
     * requested.
     */
    Seq<Violation> unknownFields() {
        List<Violation> portable = List.ofAll(values.keySet())
                .filter(field -> model.field(field).isEmpty()
                        && !field.isForPricingOnly()
                        && !request.omitIfUnsupported().contains(field))
                .map(field -> new Violation(
                        field.name(),
                        Optional.of(RejectedValueFormatter.shorten(field.formatRedacted(format(field)))),
                        "is not supported by " + model.id() + ": the vendor's document has no such parameter.",
                        Optional.of(model.source())));
        return portable.appendAll(unknownOptions()).appendAll(unknownFiles());
    }

    private List<Violation> unknownOptions() {
        if (request.options().isEmpty()) {
            return List.empty();
        }
        return List.ofAll(request.options().entrySet())
                .filter(option -> model.fields().stream()
                        .noneMatch(spec -> spec.field().name().equals(option.getKey())))
                .map(option -> new Violation(
                        option.getKey(),
                        Optional.of(RejectedValueFormatter.shorten(option.getValue())),
                        "is not an option of " + model.id() + ". Options: " + optionNames() + ".",
                        Optional.of(model.source())));
    }

    private List<Violation> unknownFiles() {
        if (request.files().isEmpty()) {
            return List.empty();
        }
        return List.ofAll(request.files().entrySet())
                .filter(file -> model.fields().stream()
                        .noneMatch(spec -> spec.field().name().equals(file.getKey())))
                .filter(file ->
                        values.keySet().stream().noneMatch(field -> field.name().equals(file.getKey())))
                .map(file -> new Violation(
                        file.getKey(),
                        Optional.of(LocalFileValidator.fileName(file.getValue())),
                        "is not a field of " + model.id() + ".",
                        Optional.of(model.source())));
    }

    private <T> Validation<Violation, Option<T>> read(FieldSpec<T> spec, String text) {
        Optional<T> byWire = spec.fromWire(text);
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
            return Validation.invalid(violation(
                    spec, "?", "contains half of a character (an unpaired UTF-16 surrogate). Remove or replace it."));
        }
        if (spec.field().isLocalUrl(spec.field().format(given))) {
            return Validation.invalid(violation(
                    spec,
                    spec.field().format(given),
                    "must be an absolute http or https URL, because the vendor downloads it. To send a local file, set"
                            + " a java.nio.file.Path; in reel, give the path."));
        }
        T value = spec.fromWire(spec.field().format(given)).orElse(given);
        if (value instanceof Duration length && (length.isNegative() || length.isZero())) {
            return Validation.invalid(
                    violation(spec, spec.field().format(given), "must be more than 0 seconds." + withNote(spec)));
        }
        Optional<String> violation = spec.constraint().violation(value);
        if (violation.isEmpty()) {
            return Validation.valid(Option.of(value));
        }
        if (request.allowUndocumentedValues() && spec.constraint().overridable() && !spec.required()) {
            hasUndocumentedValue = true;
            return Validation.valid(Option.of(value));
        }
        return Validation.invalid(violation(spec, spec.field().format(given), violation.get() + withNote(spec)));
    }

    private static String withNote(FieldSpec<?> spec) {
        return spec.note().map(note -> " (" + note + ")").orElse("");
    }

    /** Returns the default of a field; none if a field is set that excludes it or that it excludes. */
    private <T> Option<T> defaultOf(FieldSpec<T> spec) {
        if (spec.defaultValue().isPresent()) {
            for (FieldSpec<?> other : model.fields()) {
                boolean exclusive = other.excluded().contains(spec.field())
                        || spec.excluded().contains(other.field());
                if (exclusive && isSet(other.field())) {
                    return Option.none();
                }
            }
        }
        return Option.ofOptional(spec.defaultValue());
    }

    private boolean isSet(Field<?> field) {
        return values.containsKey(field)
                || request.options().containsKey(field.name())
                || request.files().containsKey(field.name());
    }

    private boolean required(FieldSpec<?> spec) {
        return spec.required() || spec.requiredWhen().filter(this::holds).isPresent();
    }

    private boolean holds(FieldSpec.Condition condition) {
        return model.field(condition.field())
                .map(spec -> effectiveValue(spec).exists(value -> value.equals(condition.value())))
                .orElse(false);
    }

    /** Returns the valid value of a field, in whichever form it was set, or its default. */
    private <T> Option<T> effectiveValue(FieldSpec<T> spec) {
        if (values.containsKey(spec.field())) {
            return Option.some(spec.field().cast(values.get(spec.field())));
        }
        String option = request.options().get(spec.field().name());
        return option == null ? defaultOf(spec) : read(spec, option).getOrElse(Option.none());
    }

    private <T> String format(Field<T> field) {
        return field.format(field.cast(Objects.requireNonNull(values.get(field))));
    }

    private static Violation violation(FieldSpec<?> spec, String rejected, String message) {
        return new Violation(
                spec.field().name(),
                Optional.of(RejectedValueFormatter.shorten(spec.field().formatRedacted(rejected))),
                message,
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
}
