package io.github.reel4j.provider.feign.download;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A strong validator of a file's version (RFC 9110, 8.8): a strong ETag, or a {@code Last-Modified} date at least 60 s
 * before the date of the response. It is valid in {@code If-Range} and can be encoded in a file name.
 *
 * @param validator the value of the header
 */
public record EntityValidator(String validator) {

    private static final Pattern STRONG_ETAG = Pattern.compile("\"[!#-~]{1,64}\"");
    private static final Pattern DATE = Pattern.compile("[A-Za-z0-9:, +-]{1,40}");
    private static final Duration DATE_STABLE_AFTER = Duration.ofSeconds(60);

    /** Reads the validator of a response; empty if it has no strong one. */
    public static Optional<EntityValidator> of(Map<String, List<String>> headers) {
        Optional<String> tag = singleHeader(headers, "ETag");
        if (tag.isPresent()) {
            return tag.filter(STRONG_ETAG.asMatchPredicate()).map(EntityValidator::new);
        }
        Optional<String> changed = singleHeader(headers, "Last-Modified").filter(DATE.asMatchPredicate());
        return changed.filter(date -> isStrongDate(date, singleHeader(headers, "Date")))
                .map(EntityValidator::new);
    }

    boolean isDate() {
        return !validator.startsWith("\"");
    }

    private static Optional<String> singleHeader(Map<String, List<String>> headers, String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        return values.size() == 1 ? Optional.of(values.get(0).strip()) : Optional.empty();
    }

    private static boolean isStrongDate(String changed, Optional<String> now) {
        try {
            return now.isPresent() && date(changed).plus(DATE_STABLE_AFTER).isBefore(date(now.get()));
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static ZonedDateTime date(String text) {
        return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
    }

    /** Encodes the validator as letters, digits, {@code -} and {@code _}. */
    public String inFileName() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(validator.getBytes(StandardCharsets.US_ASCII));
    }

    /** Decodes the result of {@link #inFileName}; empty if the text is not one. */
    public static Optional<EntityValidator> fromFileName(String text) {
        try {
            String validator = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
            boolean known = STRONG_ETAG.matcher(validator).matches()
                    || DATE.matcher(validator).matches();
            return known ? Optional.of(new EntityValidator(validator)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
