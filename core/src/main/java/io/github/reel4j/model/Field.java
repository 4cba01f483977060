package io.github.reel4j.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The name and type of one value of an order. The constants are portable: every request type sets some of them. A provider
 * adds fields of its own, named as its document names them, which users reach as options.
 *
 * @param <T> type of the value
 */
public final class Field<T> {

    public static final Field<String> PROMPT = freeText("prompt");
    public static final Field<String> NEGATIVE_PROMPT = freeText("negative_prompt");
    /** Address of the still picture. */
    public static final Field<String> IMAGE = url("image");
    /** Address of the speech or music. */
    public static final Field<String> AUDIO = url("audio");
    /** Address of the clip whose motion is followed. */
    public static final Field<String> VIDEO = url("video");

    public static final Field<Resolution> RESOLUTION =
            new Field<>("resolution", Resolution.class, "a resolution such as 720p", Resolution::of, Resolution::value);
    /** Length of the video that is ordered. */
    public static final Field<Duration> DURATION = seconds("duration");
    /** Length of the clip behind {@link #VIDEO}, as the caller states it; it is priced, never sent. */
    public static final Field<Duration> MOTION_LENGTH = seconds("motion_seconds");

    public static final Field<Long> SEED = integer("seed");

    private static final Set<Field<?>> PORTABLE =
            Set.of(PROMPT, NEGATIVE_PROMPT, IMAGE, AUDIO, VIDEO, RESOLUTION, DURATION, MOTION_LENGTH, SEED);

    private static final int MAX_DIGITS = 100;
    private static final Pattern ORIGIN =
            Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*://[^/?#@\\s]+)[/?#].*", Pattern.DOTALL);

    private final String name;
    private final Class<T> type;
    private final String expected;
    private final Function<String, T> parser;
    private final Function<T, String> formatter;
    private final Optional<UnaryOperator<String>> redactor;

    private Field(
            String name, Class<T> type, String expected, Function<String, T> parser, Function<T, String> printer) {
        this(name, type, expected, parser, printer, Optional.empty());
    }

    private Field(
            String name,
            Class<T> type,
            String expected,
            Function<String, T> parser,
            Function<T, String> printer,
            Optional<UnaryOperator<String>> mask) {
        this.name = name;
        this.type = type;
        this.expected = expected;
        this.parser = parser;
        this.formatter = printer;
        this.redactor = mask;
    }

    public static Field<String> text(String name) {
        return new Field<>(name, String.class, "text", Function.identity(), Function.identity());
    }

    /** What is to be seen, in words: content, which {@link #formatRedacted} hides. */
    private static Field<String> freeText(String name) {
        return redactedText(name, words -> words.isBlank() ? words : "***");
    }

    /** An address of material: content, of which {@link #formatRedacted} leaves scheme and host. */
    public static Field<String> url(String name) {
        return redactedText(
                name,
                address -> ORIGIN.matcher(address).matches()
                        ? ORIGIN.matcher(address).replaceFirst("$1/***")
                        : address.isBlank() ? address : "***");
    }

    private static Field<String> redactedText(String name, UnaryOperator<String> mask) {
        return new Field<>(name, String.class, "text", Function.identity(), Function.identity(), Optional.of(mask));
    }

    public static Field<Long> integer(String name) {
        return new Field<>(name, Long.class, "a whole number", Long::valueOf, String::valueOf);
    }

    public static Field<BigDecimal> decimal(String name) {
        return new Field<>(name, BigDecimal.class, "a number", Field::parseDecimal, BigDecimal::toPlainString);
    }

    public static Field<Boolean> flag(String name) {
        return new Field<>(name, Boolean.class, "true or false", Field::parseFlag, String::valueOf);
    }

    private static Field<Duration> seconds(String name) {
        return new Field<>(name, Duration.class, "a number of seconds", Field::parseSeconds, Field::formatSeconds);
    }

    public String name() {
        return name;
    }

    /** What a text must be for {@link #parse} to read it, for example {@code a whole number}. */
    public String expected() {
        return expected;
    }

    /**
     * Reads the portable spelling of a value.
     *
     * @throws IllegalArgumentException if {@code text} cannot be read as {@link #expected()}
     */
    public T parse(String text) {
        return parser.apply(text);
    }

    /** The portable spelling of a value; {@link #parse} reads it back. */
    public String format(T value) {
        return formatter.apply(value);
    }

    /** What may be shown of a value where others read along, a log for example; {@code printed} itself if it is no content. */
    public String formatRedacted(String printed) {
        return redactor.map(each -> each.apply(printed)).orElse(printed);
    }

    /** Whether requests have words of their own for it; all others are options of one vendor. */
    public boolean isPortable() {
        return PORTABLE.contains(this);
    }

    /** Whether its values are what the order is about, and not for everybody to read. */
    public boolean isContent() {
        return redactor.isPresent();
    }

    /**
     * Narrows a value that is kept without its type.
     *
     * @throws ClassCastException if {@code value} is of another type
     */
    public T cast(Object value) {
        return type.cast(value);
    }

    private static Boolean parseFlag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    /** Numbers of astronomic size are refused: written out, {@code 1e999999999} fills the memory. */
    private static BigDecimal parseDecimal(String text) {
        BigDecimal number = new BigDecimal(text);
        if (number.precision() > MAX_DIGITS || Math.abs((long) number.scale()) > MAX_DIGITS) {
            throw new IllegalArgumentException("more than " + MAX_DIGITS + " digits");
        }
        return number;
    }

    private static Duration parseSeconds(String text) {
        try {
            BigDecimal seconds = parseDecimal(text);
            BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
            return Duration.ofSeconds(
                    whole.longValueExact(),
                    seconds.subtract(whole).movePointRight(9).longValueExact());
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("finer than nanoseconds, or too long: " + text, e);
        }
    }

    private static String formatSeconds(Duration value) {
        BigDecimal seconds = BigDecimal.valueOf(value.getSeconds()).add(BigDecimal.valueOf(value.getNano(), 9));
        return seconds.stripTrailingZeros().toPlainString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Field<?> field && name.equals(field.name) && type.equals(field.type);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, type);
    }

    @Override
    public String toString() {
        return name;
    }
}
