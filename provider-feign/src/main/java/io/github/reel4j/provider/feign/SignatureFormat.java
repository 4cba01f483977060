package io.github.reel4j.provider.feign;

import io.github.reel4j.model.ReceivedCallback;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The form of a signature with HMAC-SHA256: its header, its encoding, the encoding of the secret, and what is signed.
 * Immutable. Methods return changed copies.
 *
 * <pre>{@code
 * SignatureFormat.inHeader("X-Acme-Signature")          // t=1767225600,v1=5257a8...,v1=90313e...
 *         .entries(",", "v1=")
 *         .timestampEntry("t=")
 *         .content("{timestamp}.{body}")
 * }</pre>
 */
public final class SignatureFormat {

    /** How bytes are written as text. */
    public enum Encoding {
        /** The text itself, in UTF-8. For secrets only. */
        TEXT,
        /** Hexadecimal, in either case. */
        HEX,
        /** Base64 in the default or the URL alphabet, with or without padding. */
        BASE64
    }

    // before the formats, which need it
    private static final Duration DEFAULT_TOLERANCE = Duration.ofMinutes(5);
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z0-9-]+)\\}");
    /** Limits the work per callback. During a rotation of secrets vendors send fewer. */
    private static final int MAX_ENTRIES = 16;

    /** Standard Webhooks, which for example Svix and Replicate send. */
    public static final SignatureFormat STANDARD_WEBHOOKS = inHeader("webhook-signature")
            .encoding(Encoding.BASE64)
            .entries(" ", "v1,")
            .timestampHeader("webhook-timestamp")
            .secret(Encoding.BASE64, "whsec_")
            .content("{webhook-id}.{timestamp}.{body}");

    private record Entries(String separator, String prefix) {}

    private record Time(String header, String entryPrefix) {}

    private final String header;
    private final Encoding encoding;
    private final Entries entries;
    private final Optional<Time> time;
    private final Encoding secretEncoding;
    private final String secretPrefix;
    private final Function<ReceivedCallback, Optional<byte[]>> content;
    private final Duration tolerance;

    private SignatureFormat(
            String header,
            Encoding encoding,
            Entries entries,
            Optional<Time> time,
            Encoding secretEncoding,
            String secretPrefix,
            Function<ReceivedCallback, Optional<byte[]>> content,
            Duration tolerance) {
        this.header = header;
        this.encoding = encoding;
        this.entries = entries;
        this.time = time;
        this.secretEncoding = secretEncoding;
        this.secretPrefix = secretPrefix;
        this.content = content;
        this.tolerance = tolerance;
    }

    /** Returns the format of a header that contains the signature of the body in hexadecimal; the secret is text. */
    public static SignatureFormat inHeader(String name) {
        return new SignatureFormat(
                name,
                Encoding.HEX,
                new Entries("", ""),
                Optional.empty(),
                Encoding.TEXT,
                "",
                callback -> Optional.of(callback.body()),
                DEFAULT_TOLERANCE);
    }

    /** Sets the encoding of signatures; by default hexadecimal. */
    public SignatureFormat encoding(Encoding other) {
        return new SignatureFormat(header, other, entries, time, secretEncoding, secretPrefix, content, tolerance);
    }

    /**
     * Sets how the header lists signatures, of which 1 must match. Entries with another prefix are ignored.
     *
     * @param separator what is between entries; empty if there is only one
     * @param prefix what precedes each signature, for example {@code v1=} or {@code sha256=}
     */
    public SignatureFormat entries(String separator, String prefix) {
        return new SignatureFormat(
                header,
                encoding,
                new Entries(separator, prefix),
                time,
                secretEncoding,
                secretPrefix,
                content,
                tolerance);
    }

    /** Sets the header with the time of the signature in Unix seconds. It must be part of the content. */
    public SignatureFormat timestampHeader(String name) {
        return time(new Time(name, ""));
    }

    /** Sets the prefix of the entry in the header of the signature that has the time in Unix seconds. */
    public SignatureFormat timestampEntry(String prefix) {
        return time(new Time(header, prefix));
    }

    private SignatureFormat time(Time other) {
        return new SignatureFormat(
                header, encoding, entries, Optional.of(other), secretEncoding, secretPrefix, content, tolerance);
    }

    /**
     * Sets how the setting {@code callback-secret} encodes the secret; by default text.
     *
     * @param prefix what precedes the secret and is not part of it, for example {@code whsec_}; it may be missing
     */
    public SignatureFormat secret(Encoding other, String prefix) {
        return new SignatureFormat(header, encoding, entries, time, other, prefix, content, tolerance);
    }

    /**
     * Sets what is signed, by default the body.
     *
     * @param template text with <code>{body}</code>, <code>{timestamp}</code>, and names of headers in braces. A
     *     callback that lacks one of the headers, or repeats it, is rejected
     */
    public SignatureFormat content(String template) {
        return content(callback -> filled(template, callback));
    }

    /** Sets a function that returns what is signed; empty if the callback lacks a part of it. */
    public SignatureFormat content(Function<ReceivedCallback, Optional<byte[]>> function) {
        return new SignatureFormat(header, encoding, entries, time, secretEncoding, secretPrefix, function, tolerance);
    }

    /** Sets how far the time of a signature may be from now, in the past or the future; by default 5 minutes. */
    public SignatureFormat tolerance(Duration other) {
        return new SignatureFormat(header, encoding, entries, time, secretEncoding, secretPrefix, content, other);
    }

    Duration tolerance() {
        return tolerance;
    }

    boolean hasTimestamp() {
        return time.isPresent();
    }

    /** Returns the time of the signature as the callback has it. */
    Optional<String> timestamp(ReceivedCallback callback) {
        return time.flatMap(where -> where.entryPrefix().isEmpty()
                ? callback.header(where.header())
                : onlyOne(entriesOf(callback, where.entryPrefix())));
    }

    private static Optional<String> onlyOne(List<String> values) {
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    /** Returns the signatures that can be decoded. */
    List<byte[]> signatures(ReceivedCallback callback) {
        return entriesOf(callback, entries.prefix()).stream()
                .map(text -> SignatureEncoding.decoded(encoding, text))
                .flatMap(Optional::stream)
                .toList();
    }

    private List<String> entriesOf(ReceivedCallback callback, String prefix) {
        return callback.headers(header).stream()
                .flatMap(value -> entries.separator().isEmpty()
                        ? Stream.of(value)
                        : Arrays.stream(value.split(Pattern.quote(entries.separator()), MAX_ENTRIES + 1))
                                .limit(MAX_ENTRIES))
                .map(String::strip)
                .filter(entry -> entry.startsWith(prefix))
                .map(entry -> entry.substring(prefix.length()))
                .limit(MAX_ENTRIES)
                .toList();
    }

    /** Returns the bytes of a secret; empty if it is not encoded as the vendor's document says. */
    Optional<byte[]> key(String secret) {
        String encoded = secret.startsWith(secretPrefix) ? secret.substring(secretPrefix.length()) : secret;
        return SignatureEncoding.decoded(secretEncoding, encoded).filter(key -> key.length > 0);
    }

    /** Returns the form of a secret, for messages. */
    String secretForm() {
        return secretEncoding.name().toLowerCase(Locale.ROOT)
                + (secretPrefix.isEmpty() ? "" : ", optionally after " + secretPrefix);
    }

    Optional<byte[]> content(ReceivedCallback callback) {
        return content.apply(callback);
    }

    /** Returns the template with its placeholders replaced, with the body as it arrived. */
    private Optional<byte[]> filled(String template, ReceivedCallback callback) {
        List<byte[]> parts = new ArrayList<>();
        Matcher placeholders = PLACEHOLDER.matcher(template);
        int end = 0;
        while (placeholders.find()) {
            parts.add(template.substring(end, placeholders.start()).getBytes(StandardCharsets.UTF_8));
            Optional<byte[]> value = value(placeholders.group(1), callback);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            parts.add(value.get());
            end = placeholders.end();
        }
        parts.add(template.substring(end).getBytes(StandardCharsets.UTF_8));
        return Optional.of(SignatureEncoding.joined(parts));
    }

    private Optional<byte[]> value(String name, ReceivedCallback callback) {
        Optional<String> text = switch (name) {
            case "body" -> Optional.empty();
            case "timestamp" -> timestamp(callback);
            default -> callback.header(name);
        };
        return name.equals("body")
                ? Optional.of(callback.body())
                : text.map(value -> value.getBytes(StandardCharsets.UTF_8));
    }
}
