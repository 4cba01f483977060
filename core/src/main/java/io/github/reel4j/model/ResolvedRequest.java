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
 * A request with every default made explicit. The same instance is validated, priced, shown and sent. Immutable. Values
 * are in the order of the model's fields.
 */
public final class ResolvedRequest {

    private final ProviderId provider;
    private final ModelSpec model;
    private final Map<Field<?>, Object> values;
    private final @Nullable URI callback;

    /**
     * Creates a request without a callback URL.
     *
     * @param values the value of each field that is sent, in the order of the model's fields; they are copied and not
     *     validated
     */
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

    /** Returns the provider that receives the order. */
    public ProviderId provider() {
        return provider;
    }

    /** Returns the operation of the model. */
    public Operation operation() {
        return model.operation();
    }

    /** Returns the model that is ordered. */
    public ModelSpec model() {
        return model;
    }

    /**
     * Returns the URL to which the vendor sends callbacks; empty if it sends none. The URL is not part of
     * {@link #formatted()} and {@link #fingerprint()}. Keep it secret, because anyone who knows it can send callbacks.
     */
    public Optional<URI> callback() {
        return Optional.ofNullable(callback);
    }

    /** Returns a copy with the given callback URL. */
    public ResolvedRequest withCallback(URI url) {
        return new ResolvedRequest(provider, model, values, url);
    }

    /** Returns the value to send for {@code field}; empty if the field is omitted. */
    public <T> Optional<T> get(Field<T> field) {
        return Optional.ofNullable(values.get(field)).map(field::cast);
    }

    /** Returns the value of {@code field} in the vendor's spelling; empty if the field is omitted. */
    public <T> Optional<String> wire(Field<T> field) {
        return get(field)
                .map(value -> model.field(field).map(spec -> spec.wire(value)).orElseGet(() -> field.format(value)));
    }

    /** Returns the portable text form of every value, by field name, for people. */
    public Map<String, String> formatted() {
        Map<String, String> formatted = new LinkedHashMap<>();
        values.keySet().forEach(field -> formatted.put(field.name(), format(field)));
        return Collections.unmodifiableMap(formatted);
    }

    /** Returns the prompts and URLs of the request, which must not be shown to others. */
    public List<String> content() {
        return values.keySet().stream()
                .filter(Field::isContent)
                .map(this::format)
                .toList();
    }

    private <T> String format(Field<T> field) {
        return get(field).map(field::format).orElseThrow();
    }

    /**
     * Returns a fingerprint that identifies the request without revealing its content: 12 hexadecimal digits of a
     * SHA-256. It does not depend on the order of the values.
     */
    public String fingerprint() {
        StringJoiner text = new StringJoiner("\n", provider + "\n" + operation() + "\n" + model.id() + "\n", "");
        for (Map.Entry<String, String> each : new TreeMap<>(formatted()).entrySet()) {
            // The length keeps a prompt from imitating another field.
            text.add(each.getKey() + "=" + each.getValue().length() + ":" + each.getValue());
        }
        return Sha256Fingerprint.of(text.toString());
    }

    @Override
    public String toString() {
        return provider + " " + model.id() + " " + operation() + " #" + fingerprint();
    }
}
