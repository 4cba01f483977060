package io.github.reel4j.model;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The values that a vendor's document allows in a field. Immutable. Validation, the generated tables and the contract
 * suite read them.
 *
 * @param <T> the type of the field's value
 */
public sealed interface AllowedValues<T> {

    /**
     * Checks one value.
     *
     * @return an error message that states what is wrong and what is allowed; empty if the value is allowed
     */
    Optional<String> violation(T value);

    /** Returns a description of the allowed values, for example {@code 0 to 2147483647}. */
    String allowedValues();

    /**
     * Returns whether {@link GenerationRequest#allowUndocumentedValues()} permits values outside this constraint.
     * Defaults to true, because a vendor may accept more than its document lists.
     */
    default boolean overridable() {
        return true;
    }

    /** Allows every value of the right type. */
    record Any<T>() implements AllowedValues<T> {
        @Override
        public Optional<String> violation(T value) {
            return Optional.empty();
        }

        @Override
        public String allowedValues() {
            return "any";
        }
    }

    /**
     * Allows the values of a fixed list.
     *
     * @param model the id of the model that offers them, for the error message
     * @param choices the allowed values
     * @param <T> the type of the value
     */
    record OneOf<T>(String model, List<OfferedValue<T>> choices) implements AllowedValues<T> {
        public OneOf {
            choices = List.copyOf(choices);
        }

        @Override
        public Optional<String> violation(T value) {
            return choices.stream().anyMatch(choice -> choice.value().equals(value))
                    ? Optional.empty()
                    : Optional.of("is not offered by " + model + ". Offered: " + allowedValues() + ".");
        }

        @Override
        public String allowedValues() {
            return choices.stream().map(choice -> format(choice.value())).collect(Collectors.joining(", "));
        }

        private static String format(Object value) {
            return value instanceof Duration length ? Field.DURATION.format(length) + " s" : value.toString();
        }
    }

    /**
     * Allows numbers from {@code min} to {@code max}, both inclusive.
     *
     * @param <T> the type of the number
     */
    record Between<T extends Number>(BigDecimal min, BigDecimal max) implements AllowedValues<T> {
        @Override
        public Optional<String> violation(T value) {
            BigDecimal number = new BigDecimal(value.toString());
            return number.compareTo(min) < 0 || number.compareTo(max) > 0
                    ? Optional.of("must be " + allowedValues() + ".")
                    : Optional.empty();
        }

        @Override
        public String allowedValues() {
            return min.toPlainString() + " to " + max.toPlainString();
        }
    }

    /**
     * Allows texts of limited length.
     *
     * @param nonBlank whether the text must contain a visible character
     * @param max the maximum length in code points; {@link Integer#MAX_VALUE} for no limit
     */
    record Length(boolean nonBlank, int max) implements AllowedValues<String> {
        @Override
        public Optional<String> violation(String value) {
            if (nonBlank && value.isBlank()) {
                return Optional.of("must not be empty.");
            }
            int length = value.codePointCount(0, value.length());
            return length > max
                    ? Optional.of("has " + length + " characters; at most " + max + " are allowed.")
                    : Optional.empty();
        }

        @Override
        public String allowedValues() {
            String limit = max == Integer.MAX_VALUE ? "" : "up to " + max + " characters";
            return nonBlank
                    ? (limit.isEmpty() ? "not empty" : "not empty, " + limit)
                    : (limit.isEmpty() ? "any text" : limit);
        }
    }

    /**
     * Allows absolute http and https URLs.
     *
     * @param isPublic whether the document demands a URL that anyone can fetch. Hosts that are local by their spelling
     *     are then invalid; host names are not resolved
     * @param formats the file extensions that the document allows; empty for any. A URL without a known extension is
     *     valid
     */
    record Url(boolean isPublic, List<String> formats) implements AllowedValues<String> {
        public Url {
            formats = List.copyOf(formats);
        }

        @Override
        public Optional<String> violation(String value) {
            URI url;
            try {
                url = URI.create(value);
            } catch (IllegalArgumentException e) {
                return Optional.of("is not a valid URL. Percent-encode spaces and characters such as \\ ^ ` { }."
                        + " A percent sign must be followed by 2 hexadecimal digits.");
            }
            return MediaUrlRules.violation(url, isPublic, formats);
        }

        @Override
        public String allowedValues() {
            return (isPublic ? "public " : "") + "http or https URL"
                    + (formats.isEmpty() ? "" : " of " + String.join(", ", formats));
        }

        @Override
        public boolean overridable() {
            return false;
        }
    }
}
