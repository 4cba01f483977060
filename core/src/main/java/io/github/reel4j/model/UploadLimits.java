package io.github.reel4j.model;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The files that a vendor accepts for upload, as its document states. It is immutable data, which is checked before an
 * upload.
 *
 * @param maxBytes the maximum size in bytes of each accepted type, 1 or more; other types are rejected
 * @param source where the vendor's document states the limits
 */
public record UploadLimits(Map<MediaFormat, Long> maxBytes, DocumentAnchor source) {

    /**
     * Creates limits.
     *
     * @throws IllegalArgumentException if a size is less than 1
     */
    public UploadLimits {
        Map<MediaFormat, Long> copy = new EnumMap<>(MediaFormat.class);
        copy.putAll(maxBytes);
        copy.forEach((type, max) -> {
            if (max < 1) {
                throw new IllegalArgumentException("maxBytes of " + type + " is " + max + "; allowed: 1 or more");
            }
        });
        maxBytes = Collections.unmodifiableMap(copy);
    }

    /** Returns limits that accept no type; {@link #accept} adds types. */
    public static UploadLimits of(DocumentAnchor source) {
        return new UploadLimits(Map.of(), source);
    }

    /**
     * Returns a copy that also accepts {@code types} of at most {@code max} bytes each.
     *
     * @throws IllegalArgumentException if {@code max} is less than 1
     */
    public UploadLimits accept(long max, MediaFormat... types) {
        Map<MediaFormat, Long> more = new EnumMap<>(MediaFormat.class);
        more.putAll(maxBytes);
        Arrays.stream(types).forEach(type -> more.put(type, max));
        return new UploadLimits(more, source);
    }

    /** Returns the maximum size of files of {@code type} in bytes; empty if the vendor does not accept the type. */
    public Optional<Long> maxBytes(MediaFormat type) {
        return Optional.ofNullable(maxBytes.get(type));
    }

    /** Returns the accepted types, for messages: {@code image/png, image/jpeg}. */
    public String acceptedTypes() {
        return maxBytes.keySet().stream().map(MediaFormat::id).collect(Collectors.joining(", "));
    }
}
