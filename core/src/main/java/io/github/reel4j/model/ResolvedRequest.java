package io.github.reel4j.model;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An order with every default made explicit: the one value that is validated, priced, shown and sent. Immutable.
 *
 * @implNote values appear in the order of the model's fields
 */
public final class ResolvedRequest {

    private final ProviderId provider;
    private final ModelSpec model;
    private final Map<Field<?>, Object> values;
    private final @Nullable URI callback;

    public ResolvedRequest(ProviderId provider, ModelSpec model, Map<Field<?>, Object> values) {
        this(provider, model, Collections.unmodifiableMap(new LinkedHashMap<>(values)), null);
    }

    private ResolvedRequest(
            ProviderId provider, ModelSpec model, Map<Field<?>, Object> values, @Nullable URI callback) {
        this.provider = provider;
        this.model = model;
        this.values = values;
        this.callback = callback;
    }

    public ProviderId provider() {
        return provider;
    }

    public Operation operation() {
        return model.operation();
    }

    public ModelSpec model() {
        return model;
    }

    /**
     * Where the vendor is to tell that the task has news; empty if it is not to. It is no part of what is ordered, and so of
     * neither {@link #formatted()} nor {@link #fingerprint()}. Whoever knows it can call it: it is not to be shown.
     */
    public Optional<URI> callback() {
        return Optional.ofNullable(callback);
    }

    /** The same order, of which news is to be told at {@code address}. */
    public ResolvedRequest withCallback(URI address) {
        return new ResolvedRequest(provider, model, values, address);
    }

    /** The value to send for {@code field}; empty if it is to be left out. */
    public <T> Optional<T> get(Field<T> field) {
        return Optional.ofNullable(values.get(field)).map(field::cast);
    }

    /** The value in the vendor's spelling; empty if it is to be left out. */
    public <T> Optional<String> wire(Field<T> field) {
        return get(field)
                .map(value -> model.field(field).map(spec -> spec.wire(value)).orElseGet(() -> field.format(value)));
    }

    /** Every value by its field's name, in portable spelling, for people. */
    public Map<String, String> formatted() {
        Map<String, String> printed = new LinkedHashMap<>();
        values.keySet().forEach(field -> printed.put(field.name(), format(field)));
        return Collections.unmodifiableMap(printed);
    }

    /** The texts that the order is about, which others are not to read: prompts and addresses. */
    public List<String> content() {
        return values.keySet().stream()
                .filter(Field::isContent)
                .map(this::format)
                .toList();
    }

    private <T> String format(Field<T> field) {
        return get(field).map(field::format).orElseThrow();
    }

    /** Tells orders apart without showing their content, in whatever order it was put in: 12 hexadecimal digits of a SHA-256. */
    public String fingerprint() {
        StringJoiner text = new StringJoiner("\n", provider + "\n" + operation() + "\n" + model.id() + "\n", "");
        for (Map.Entry<String, String> each : new TreeMap<>(formatted()).entrySet()) {
            // With its length, so that no prompt can look like a prompt and a further value.
            text.add(each.getKey() + "=" + each.getValue().length() + ":" + each.getValue());
        }
        return Fingerprint.of(text.toString());
    }

    @Override
    public String toString() {
        return provider + " " + model.id() + " " + operation() + " #" + fingerprint();
    }
}
