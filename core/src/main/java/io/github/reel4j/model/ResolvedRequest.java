package io.github.reel4j.model;

import java.net.URI;
import java.util.ArrayList;
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
// Loops instead of streams: each lambda is linked at run time, which delays the first order of a program.
public final class ResolvedRequest {

    private static final int FINGERPRINT_LENGTH = 12;

    private final ProviderId provider;
    private final ModelSpec model;
    private final Map<Field<?>, Object> values;
    private final Map<Field<?>, MediaFile> files;
    private final @Nullable URI callback;

    /**
     * Creates a request without a callback URL.
     *
     * @param values the value of each field that is sent, in the order of the model's fields; they are copied and not
     *     validated
     */
    public ResolvedRequest(ProviderId provider, ModelSpec model, Map<Field<?>, Object> values) {
        this(provider, model, values, Map.of());
    }

    /**
     * Creates a request without a callback URL whose local files are still to be uploaded.
     *
     * @param values as above; a field of {@code files} has any URL, which is not sent
     * @param files the local files, by the field that takes their URL
     */
    public ResolvedRequest(
            ProviderId provider, ModelSpec model, Map<Field<?>, Object> values, Map<Field<?>, MediaFile> files) {
        this(provider, model, Collections.unmodifiableMap(new LinkedHashMap<>(values)), Map.copyOf(files), null);
    }

    private ResolvedRequest(
            ProviderId provider,
            ModelSpec model,
            Map<Field<?>, Object> values,
            Map<Field<?>, MediaFile> files,
            @Nullable URI callback) {
        this.provider = provider;
        this.model = model;
        this.values = values;
        this.files = files;
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
        return new ResolvedRequest(provider, model, values, files, url);
    }

    /** Returns the local files of the request, by the field that takes their URL; also after their upload. */
    public Map<Field<?>, MediaFile> files() {
        return files;
    }

    /**
     * Returns a copy with the URL of an uploaded file. It has the same {@link #fingerprint()}.
     *
     * @param field a field of {@link #files()}
     */
    public ResolvedRequest withUploaded(Field<?> field, URI url) {
        Map<Field<?>, Object> replaced = new LinkedHashMap<>(values);
        replaced.put(field, url.toString());
        return new ResolvedRequest(provider, model, Collections.unmodifiableMap(replaced), files, callback);
    }

    /** Returns whether a media field has a URL of this machine, which must not be sent. */
    public boolean hasLocalUrl() {
        for (Field<?> field : values.keySet()) {
            if (field.isLocalUrl(format(field))) {
                return true;
            }
        }
        return false;
    }

    /** Returns the value to send for {@code field}; empty if the field is omitted. */
    public <T> Optional<T> get(Field<T> field) {
        Object value = values.get(field);
        return value == null ? Optional.empty() : Optional.of(field.cast(value));
    }

    /** Returns the value of {@code field} in the vendor's spelling; empty if the field is omitted. */
    public <T> Optional<String> wire(Field<T> field) {
        Optional<T> value = get(field);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        Optional<FieldSpec<T>> spec = model.field(field);
        return Optional.of(spec.isPresent() ? spec.get().wire(value.get()) : field.format(value.get()));
    }

    /** Returns the portable text form of every value, by field name, for people. */
    public Map<String, String> formatted() {
        Map<String, String> formatted = new LinkedHashMap<>();
        for (Field<?> field : values.keySet()) {
            formatted.put(field.name(), format(field));
        }
        return Collections.unmodifiableMap(formatted);
    }

    /** Returns the prompts and URLs of the request, which must not be shown to others. */
    public List<String> content() {
        List<String> content = new ArrayList<>();
        for (Field<?> field : values.keySet()) {
            if (field.isContent()) {
                content.add(format(field));
            }
        }
        return List.copyOf(content);
    }

    private <T> String format(Field<T> field) {
        return field.format(get(field).orElseThrow());
    }

    /**
     * Returns a fingerprint that identifies the request without revealing its content: 12 hexadecimal digits of a
     * SHA-256. It does not depend on the order of the values. Of a local file it includes the content, not the path and
     * not the URL of its upload.
     */
    public String fingerprint() {
        StringJoiner text = new StringJoiner("\n", provider + "\n" + operation() + "\n" + model.id() + "\n", "");
        Map<String, String> identifying = new TreeMap<>(formatted());
        for (Map.Entry<Field<?>, MediaFile> each : files.entrySet()) {
            identifying.put(each.getKey().name(), "sha256:" + each.getValue().sha256());
        }
        for (Map.Entry<String, String> each : identifying.entrySet()) {
            // The length keeps a prompt from imitating another field.
            text.add(each.getKey() + "=" + each.getValue().length() + ":" + each.getValue());
        }
        return Sha256.of(text.toString()).substring(0, FINGERPRINT_LENGTH);
    }

    @Override
    public String toString() {
        return provider + " " + model.id() + " " + operation() + " #" + fingerprint();
    }
}
