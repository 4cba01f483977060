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
 * The name and type of one value of a request. The constants are the portable fields, which request types have
 * properties for. A provider defines further fields under the names in its document; users set them as options. Fields
 * are immutable. Two fields are equal if their names and types are equal.
 *
 * @param <T> the type of the value
 */
public final class Field<T> {

    /** The description of the wanted video. */
    public static final Field<String> PROMPT = freeText("prompt");
    /** The description of what must not appear. */
    public static final Field<String> NEGATIVE_PROMPT = freeText("negative_prompt");
    /** The URL of the still picture. */
    public static final Field<String> IMAGE = url("image");
    /** The URL of the picture that the video ends with. */
    public static final Field<String> LAST_IMAGE = url("last_image");
    /** The URL of the speech or music. */
    public static final Field<String> AUDIO = url("audio");
    /** The URL of the clip that supplies the motion. */
    public static final Field<String> VIDEO = url("video");

    /** The resolution of the video. */
    public static final Field<Resolution> RESOLUTION =
            new Field<>("resolution", Resolution.class, "a resolution such as 720p", Resolution::of, Resolution::value);
    /** The aspect ratio of the video. */
    public static final Field<AspectRatio> ASPECT_RATIO = new Field<>(
            "aspect_ratio", AspectRatio.class, "an aspect ratio such as 16:9", AspectRatio::of, AspectRatio::value);
    /** The length of the ordered video. */
    public static final Field<Duration> DURATION = seconds("duration");
    /** The length of the clip behind {@link #VIDEO}, as stated by the caller. It is used for pricing and never sent. */
    public static final Field<Duration> MOTION_LENGTH = seconds("motion_seconds");

    /** The length of the recording behind {@link #AUDIO}, as stated by the caller. For pricing only, never sent. */
    public static final Field<Duration> AUDIO_LENGTH = seconds("audio_seconds");

    /** Whether the vendor checks the content of the order. */
    public static final Field<Boolean> SAFETY_CHECKER = flag("enable_safety_checker");
    /** How closely the video follows the prompt. */
    public static final Field<BigDecimal> GUIDANCE_SCALE = decimal("guidance_scale");
    /** The number of inference steps. */
    public static final Field<Long> INFERENCE_STEPS = integer("num_inference_steps");
    /** The seed, which makes a result repeatable. */
    public static final Field<Long> SEED = integer("seed");

    private static final Set<Field<?>> PORTABLE = Set.of(
            PROMPT,
            NEGATIVE_PROMPT,
            IMAGE,
            LAST_IMAGE,
            AUDIO,
            VIDEO,
            RESOLUTION,
            ASPECT_RATIO,
            DURATION,
            MOTION_LENGTH,
            AUDIO_LENGTH,
            SAFETY_CHECKER,
            GUIDANCE_SCALE,
            INFERENCE_STEPS,
            SEED);

    private static final int MAX_DIGITS = 100;
    private static final Pattern ORIGIN =
            Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*://[^/?#@\\s]+)[/?#].*", Pattern.DOTALL);

    private static final Pattern LOCAL_URL =
            Pattern.compile("\\s*(file|jar|jrt):.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final String name;
    private final Class<T> type;
    private final String expected;
    private final Function<String, T> parser;
    private final Function<T, String> formatter;
    private final Optional<UnaryOperator<String>> redactor;
    private final boolean mediaUrl;

    private Field(
            String name, Class<T> type, String expected, Function<String, T> parser, Function<T, String> formatter) {
        this(name, type, expected, parser, formatter, Optional.empty(), false);
    }

    private Field(
            String name,
            Class<T> type,
            String expected,
            Function<String, T> parser,
            Function<T, String> formatter,
            Optional<UnaryOperator<String>> redactor,
            boolean mediaUrl) {
        this.name = name;
        this.type = type;
        this.expected = expected;
        this.parser = parser;
        this.formatter = formatter;
        this.redactor = redactor;
        this.mediaUrl = mediaUrl;
    }

    /** Returns a text field. */
    public static Field<String> text(String name) {
        return new Field<>(name, String.class, "text", Function.identity(), Function.identity());
    }

    /** Returns a field for a description, which {@link #formatRedacted} hides completely. */
    private static Field<String> freeText(String name) {
        return redactedText(name, text -> text.isBlank() ? text : "***", false);
    }

    /** Returns a URL field for source media. {@link #formatRedacted} shows scheme and host only. */
    public static Field<String> url(String name) {
        return redactedText(
                name,
                url -> ORIGIN.matcher(url).matches()
                        ? ORIGIN.matcher(url).replaceFirst("$1/***")
                        : url.isBlank() ? url : "***",
                true);
    }

    private static Field<String> redactedText(String name, UnaryOperator<String> redactor, boolean mediaUrl) {
        return new Field<>(
                name, String.class, "text", Function.identity(), Function.identity(), Optional.of(redactor), mediaUrl);
    }

    /** Returns a field for whole numbers. */
    public static Field<Long> integer(String name) {
        return new Field<>(name, Long.class, "a whole number", Long::valueOf, String::valueOf);
    }

    /** Returns a field for exact decimal numbers of at most 100 digits. */
    public static Field<BigDecimal> decimal(String name) {
        return new Field<>(name, BigDecimal.class, "a number", Field::parseDecimal, BigDecimal::toPlainString);
    }

    /** Returns a field that is true or false. */
    public static Field<Boolean> flag(String name) {
        return new Field<>(name, Boolean.class, "true or false", Field::parseFlag, String::valueOf);
    }

    private static Field<Duration> seconds(String name) {
        return new Field<>(name, Duration.class, "a number of seconds", Field::parseSeconds, Field::formatSeconds);
    }

    /** Returns the name of the field, for example {@code negative_prompt}. */
    public String name() {
        return name;
    }

    /** Returns a description of the texts that {@link #parse} accepts, for example {@code a whole number}. */
    public String expected() {
        return expected;
    }

    /**
     * Parses the portable text form of a value.
     *
     * @throws IllegalArgumentException if {@code text} does not match {@link #expected()}
     */
    public T parse(String text) {
        return parser.apply(text);
    }

    /** Returns the portable text form of a value, which {@link #parse} reads back. */
    public String format(T value) {
        return formatter.apply(value);
    }

    /**
     * Returns the part of a formatted value that may be shown, for example in a log.
     *
     * @param formatted a value as {@link #format} returns it
     * @return {@code formatted} itself, unless the field {@linkplain #isContent() holds user content}
     */
    public String formatRedacted(String formatted) {
        return redactor.map(each -> each.apply(formatted)).orElse(formatted);
    }

    /** Returns whether request types have a property for this field. All other fields are options of one vendor. */
    public boolean isPortable() {
        return PORTABLE.contains(this);
    }

    /** Returns the portable fields, for which request types have a property. */
    public static Set<Field<?>> portable() {
        return PORTABLE;
    }

    /** Returns whether the field is used to calculate prices only, and never sent. */
    public boolean isForPricingOnly() {
        return equals(MOTION_LENGTH) || equals(AUDIO_LENGTH);
    }

    /** Returns whether the values are user content, such as prompts and URLs, that must not be shown. */
    public boolean isContent() {
        return redactor.isPresent();
    }

    /** Returns whether the values are URLs of source media, in place of which a request may have a local file. */
    public boolean isMediaUrl() {
        return mediaUrl;
    }

    /**
     * Returns whether a formatted value is a URL of source media that names a file of this machine. Such a URL must not
     * be sent.
     */
    public boolean isLocalUrl(String formatted) {
        return mediaUrl && LOCAL_URL.matcher(formatted).matches();
    }

    /**
     * Casts a value to the type of this field.
     *
     * @throws ClassCastException if {@code value} has another type
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

    /** Rejects numbers of extreme magnitude, because {@code 1e999999999} would exhaust the memory when written out. */
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
            throw new IllegalArgumentException("more precise than nanoseconds, or too long: " + text, e);
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
