package io.github.reel4j.model;

import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a document allows in a field. It is data: validation, tables and the contract suite all read it.
 *
 * @param <T> type of the field's value
 */
public sealed interface Constraint<T> {

    /**
     * Checks one value.
     *
     * @return what is wrong and what is allowed, empty if the value is allowed
     */
    Optional<String> violation(T value);

    /** What is allowed, for tables, for example {@code 0 to 2147483647}. */
    String allowedValues();

    /** Whether a caller may go past it on purpose: the vendor may have come to allow more than its document lists. */
    default boolean overridable() {
        return true;
    }

    /** Anything of the right type. */
    record Any<T>() implements Constraint<T> {
        @Override
        public Optional<String> violation(T value) {
            return Optional.empty();
        }

        @Override
        public String allowedValues() {
            return "any";
        }
    }

    /** A fixed list; {@code model} names its owner in the message. */
    record OneOf<T>(String model, List<Choice<T>> choices) implements Constraint<T> {
        public OneOf {
            choices = List.copyOf(choices);
        }

        @Override
        public Optional<String> violation(T value) {
            return choices.stream().anyMatch(choice -> choice.value().equals(value))
                    ? Optional.empty()
                    : Optional.of("not offered by " + model + ". Offered: " + allowedValues() + ".");
        }

        @Override
        public String allowedValues() {
            return choices.stream().map(choice -> format(choice.value())).collect(Collectors.joining(", "));
        }

        private static String format(Object value) {
            return value instanceof java.time.Duration length ? Field.DURATION.format(length) + " s" : value.toString();
        }
    }

    /** A number within bounds, both included. */
    record Range<T extends Number>(BigDecimal min, BigDecimal max) implements Constraint<T> {
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

    /** A text of at least one visible character where {@code nonBlank}, and at most {@code max} characters (code points). */
    record Length(boolean nonBlank, int max) implements Constraint<String> {
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
            String most = max == Integer.MAX_VALUE ? "" : "up to " + max + " characters";
            return nonBlank
                    ? (most.isEmpty() ? "not empty" : "not empty, " + most)
                    : (most.isEmpty() ? "any text" : most);
        }
    }

    /**
     * An absolute http or https address.
     *
     * @param isPublic whether the document demands that anyone can fetch it: then hosts that are local by their spelling are
     *     refused (names are not looked up)
     * @param formats endings of file names the document names, empty for any; a name without a telling ending passes
     */
    record Url(boolean isPublic, List<String> formats) implements Constraint<String> {
        public Url {
            formats = List.copyOf(formats);
        }

        @Override
        public Optional<String> violation(String value) {
            URI address;
            try {
                address = URI.create(value);
            } catch (IllegalArgumentException e) {
                return Optional.of("is not an address: spaces and characters such as \\ ^ ` { } must be"
                        + " percent-encoded, and a percent sign needs two hexadecimal digits after it.");
            }
            return MediaUrlRules.violation(address, isPublic, formats);
        }

        @Override
        public String allowedValues() {
            return (isPublic ? "public " : "") + "http or https address"
                    + (formats.isEmpty() ? "" : " of " + String.join(", ", formats));
        }

        @Override
        public boolean overridable() {
            return false;
        }
    }
}
