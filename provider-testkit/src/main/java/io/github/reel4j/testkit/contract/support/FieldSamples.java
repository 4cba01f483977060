package io.github.reel4j.testkit.contract.support;

import io.github.reel4j.model.AllowedValues;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.FieldSpec;
import io.github.reel4j.model.OfferedValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Valid and invalid values of a field, derived from its constraint: every choice, both ends of a range, the longest
 * text, every file extension. Stateless.
 */
public final class FieldSamples {

    private static final String URL = "https://example.com/files/clip";

    private FieldSamples() {}

    /** Returns at least one valid value; choices in their portable and in their wire format. */
    public static List<String> validValues(FieldSpec<?> spec) {
        return ofConstraint(spec, spec.constraint(), true);
    }

    /** Returns invalid values; empty if every value is valid. */
    public static List<String> invalidValues(FieldSpec<?> spec) {
        List<String> invalid = new ArrayList<>(ofConstraint(spec, spec.constraint(), false));
        invalid.addAll(valuesOfAnotherType(spec.field()));
        return invalid;
    }

    private static <T> List<String> ofConstraint(FieldSpec<T> spec, AllowedValues<?> constraint, boolean good) {
        if (constraint instanceof AllowedValues.OneOf<?>) {
            return good ? choices(spec) : List.of("77");
        }
        if (constraint instanceof AllowedValues.Between<?> range) {
            BigDecimal step = spec.field().expected().contains("whole") ? BigDecimal.ONE : new BigDecimal("0.001");
            return good
                    ? List.of(range.min().toPlainString(), range.max().toPlainString())
                    : List.of(
                            range.min().subtract(step).toPlainString(),
                            range.max().add(step).toPlainString());
        }
        if (constraint instanceof AllowedValues.Length length) {
            return good ? texts(length) : texts(length.nonBlank(), length.max());
        }
        if (constraint instanceof AllowedValues.Url url) {
            return good ? validUrls(url) : invalidUrls(url);
        }
        return good ? anyValues(spec.field()) : List.of();
    }

    private static <T> List<String> choices(FieldSpec<T> spec) {
        return spec.choices().stream()
                .flatMap(choice -> Stream.of(format(spec, choice), choice.wire()))
                .distinct()
                .toList();
    }

    private static <T> String format(FieldSpec<T> spec, OfferedValue<T> choice) {
        return spec.field().format(choice.value());
    }

    private static List<String> texts(AllowedValues.Length length) {
        return length.max() == Integer.MAX_VALUE ? List.of("x", "xy") : List.of("x", "猫".repeat(length.max()));
    }

    private static List<String> texts(boolean nonBlank, int max) {
        List<String> texts = new ArrayList<>();
        if (nonBlank) {
            texts.addAll(List.of("", " \n"));
        }
        if (max != Integer.MAX_VALUE) {
            texts.add("猫".repeat(max + 1));
        }
        return texts;
    }

    private static List<String> validUrls(AllowedValues.Url url) {
        List<String> endings =
                url.formats().stream().map(format -> URL + "." + format).toList();
        return Stream.concat(Stream.of(URL, URL.replace("https", "http") + "?a=b"), endings.stream())
                .toList();
    }

    private static List<String> invalidUrls(AllowedValues.Url url) {
        List<String> bad = new ArrayList<>(List.of(
                "",
                "clip.png",
                "//example.com/clip",
                "ftp://example.com/clip",
                "file:///etc/passwd",
                "data:image/png;base64,AAAA",
                "https:///clip",
                "https://user:word@example.com/clip",
                "https://example.com/a b"));
        if (url.isPublic()) {
            bad.addAll(List.of("http://localhost/clip", "http://127.0.0.1/clip", "http://192.168.0.7/clip"));
        }
        if (!url.formats().isEmpty()) {
            bad.add(URL + ".pdf");
        }
        return bad;
    }

    /** Returns 2 values, so that requests with each of them must differ. */
    private static List<String> anyValues(Field<?> field) {
        return switch (field.expected()) {
            case "a whole number", "a number", "a number of seconds" -> List.of("7", "8");
            case "true or false" -> List.of("true", "false");
            case "text" -> List.of("https://example.com/files/any.png", "https://example.com/files/other.png");
            case "an aspect ratio such as 16:9" -> List.of("16:9", "9:16");
            default -> List.of("720p", "480p");
        };
    }

    private static List<String> valuesOfAnotherType(Field<?> field) {
        return switch (field.expected()) {
            case "a whole number" -> List.of("7.5", "seven", "");
            case "a number", "a number of seconds" -> List.of("seven", "1,5", "");
            case "true or false" -> List.of("yes", "TRUE", "1", "");
            case "text" -> List.of();
            default -> List.of("?");
        };
    }
}
