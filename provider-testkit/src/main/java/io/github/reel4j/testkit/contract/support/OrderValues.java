package io.github.reel4j.testkit.contract.support;

import io.github.reel4j.model.AllowedValues;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.FieldSpec;
import io.github.reel4j.model.ModelSpec;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Values for the fields of a model, as its table allows them: one that no other field has, all choices, and odd ones.
 */
public final class OrderValues {

    /** How a value is found on the wire. */
    public enum ValueKind {
        /** A text, URL or number, which is sent as it is. */
        EXACT,
        /** One of few values, which a vendor may spell in another way, and which change the request. */
        CHOICE
    }

    private static final long MAX_EXACT_DOUBLE = 9_007_199_254_740_992L;
    private static final int LONG_TEXT = 3_000;

    private static final List<String> TEXTS = List.of(
            "He said \"no\" \\ 'maybe' \\n literally \\u0041 /slash\\/",
            "<b>&amp; &lt;%25+%20%2B ${x} {{y}} #{z} $1 \\1 100%",
            "two\nlines\r\nand a\ttab",
            "line\u2028paragraph\u2029no-break\u00a0space zero\u200bwidth",
            "😀 👩‍👩‍👧 𝒳 über 无乌鸦 ﷺ Ⅻ ﬁ e\u0301 é",
            "  leading and trailing blanks  ",
            "\n\tsurrounded by white space\n\n",
            "İstanbul ıI iİ ß ẞ ǅ MiXeD CaSe",
            "null",
            "00123",
            "{\"prompt\": \"nested\", \"seed\": 5}",
            "herons --resolution 1080p --seed 5 [1, 2]",
            "double  blanks   and... dots, commas,, and; semicolons!!",
            "see https://media.example/x?y=%20z&b=1#part @someone #tag",
            "escape\u001b[31m and delete\u007f",
            "“double” ‘single’ „low‚ «guillemets» ‹one› ′prime″ – dash — long ― bar ‑ hyphen … ellipsis •",
            "１２３ ＡＢＣ　ａ ｶﾅ カナ ½ ² ℃ № ™ × ÷ ≤ ≠ ٣۴ ñ n\u0303 Å Å ﬂ ſ ς",
            "soft\u00adhyphen \u2060joiner \ufeffmark \u202eoverride\u202c \u200fright",
            "❤️ ✊🏽 🇺🇳 #️⃣ \u2003em\u2009thin",
            "**bold** _it_ `code` [link](x) # title :smile: :-) (c) (r) -- --- 'tis \"so\" 10'6\" 1/2 x^2 <- ->",
            "\r\rold\rline ends\u0085next\u000bvertical\u000cform",
            "a");

    private static final List<String> URL_ENDINGS = List.of(
            "?width=640&name=a%20b&sig=x%2By%2F%3D",
            "?q=%C3%A4%25&plus=a+b&semi=a;b", "?X-Amz-Signature=0123456789abcdef&X-Amz-Expires=3600&empty=", "#part-1");

    private OrderValues() {}

    /** Returns how the values of a field are found on the wire. */
    public static ValueKind kind(FieldSpec<?> spec) {
        return isText(spec) || isNumber(spec) ? ValueKind.EXACT : ValueKind.CHOICE;
    }

    private static boolean isText(FieldSpec<?> spec) {
        return spec.field().expected().equals("text") && spec.choices().isEmpty();
    }

    private static boolean isNumber(FieldSpec<?> spec) {
        return spec.choices().isEmpty()
                && (spec.field().expected().equals("a whole number")
                        || spec.field().expected().equals("a number"));
    }

    private static boolean isUrl(FieldSpec<?> spec) {
        return spec.field().isMediaUrl() || spec.constraint() instanceof AllowedValues.Url;
    }

    /** Returns the fields of a model that are sent. */
    public static List<FieldSpec<?>> sent(ModelSpec model) {
        List<FieldSpec<?>> sent = new ArrayList<>();
        model.fields().stream().filter(spec -> !spec.field().isForPricingOnly()).forEach(sent::add);
        return sent;
    }

    /**
     * Returns valid values that no other field of the model has, if its constraint leaves a choice; the first one is
     * the best.
     */
    public static List<Object> distinctive(ModelSpec model, FieldSpec<?> spec) {
        int index = model.fields().indexOf(spec);
        Collection<Object> values = new ArrayList<>();
        if (isUrl(spec)) {
            url(spec, "only-" + spec.field().name().replace('_', '-') + "-" + index)
                    .forEach(values::add);
        } else if (spec.field().equals(Field.PROMPT) || spec.field().equals(Field.NEGATIVE_PROMPT)) {
            values.add("only " + spec.field().name() + " " + index + ": über 猫 😀");
        } else if (isNumber(spec)) {
            numbers(spec, index).forEach(values::add);
        }
        List<Object> choices = new ArrayList<>(choices(spec));
        spec.defaultValue().filter(choices::remove).ifPresent(choices::add);
        values.addAll(choices);
        return valid(spec, values);
    }

    private static Stream<String> url(FieldSpec<?> spec, String name) {
        List<String> formats = spec.constraint() instanceof AllowedValues.Url url ? url.formats() : List.of();
        String plain = "https://media.example/" + name;
        return formats.isEmpty() ? Stream.of(plain) : formats.stream().map(format -> plain + "." + format);
    }

    private static Stream<Object> numbers(FieldSpec<?> spec, int index) {
        if (spec.field().equals(Field.SEED)) {
            return Stream.of(73_190_412L + index, 7L + index);
        }
        BigDecimal min = spec.constraint() instanceof AllowedValues.Between<?> range ? range.min() : new BigDecimal(7);
        BigDecimal max = spec.constraint() instanceof AllowedValues.Between<?> range ? range.max() : new BigDecimal(90);
        BigDecimal width = max.subtract(min);
        boolean whole = spec.field().expected().equals("a whole number");
        BigDecimal step = whole ? BigDecimal.valueOf(3L + index) : new BigDecimal("0.37").add(hundredths(index));
        BigDecimal other = whole ? BigDecimal.valueOf(index) : hundredths(index);
        return Stream.of(min.add(step.compareTo(width) < 0 ? step : width), min.add(other), max, min)
                .map(number -> spec.field().parse(number.toPlainString()));
    }

    private static BigDecimal hundredths(int count) {
        return BigDecimal.valueOf(count, 2);
    }

    /** Returns every choice, true and false, or 2 values of a field that allows any. */
    public static List<Object> choices(FieldSpec<?> spec) {
        if (!spec.choices().isEmpty()) {
            List<Object> all = new ArrayList<>();
            spec.choices().forEach(choice -> all.add(choice.value()));
            return all;
        }
        return valid(
                spec,
                FieldSamples.validValues(spec).stream()
                        .<Object>map(spec.field()::parse)
                        .distinct()
                        .toList());
    }

    /** Returns every choice, or both ends of a range of numbers; none for texts. */
    public static List<Object> ends(FieldSpec<?> spec) {
        return isText(spec) || (isNumber(spec) && !(spec.constraint() instanceof AllowedValues.Between<?>))
                ? List.of()
                : choices(spec);
    }

    /** Returns odd values that the constraint of an exact field allows. Vendors may reject them all the same. */
    public static List<Object> odd(FieldSpec<?> spec) {
        Collection<Object> values = new LinkedHashSet<>();
        if (isUrl(spec)) {
            oddUrls(spec).forEach(values::add);
        } else if (spec.field().equals(Field.PROMPT) || spec.field().equals(Field.NEGATIVE_PROMPT)) {
            values.addAll(TEXTS);
            values.add(maxLengthText(spec));
        } else if (isNumber(spec)) {
            oddNumbers(spec).forEach(number -> values.add(spec.field().parse(number)));
        }
        values.addAll(choices(spec));
        return valid(spec, values);
    }

    private static Stream<String> oddUrls(FieldSpec<?> spec) {
        Stream<String> endings = URL_ENDINGS.stream()
                .flatMap(ending -> url(spec, "a/./b//c%2Fd%20e").map(each -> each + ending));
        Stream<String> others = Stream.of("%E7%8C%AB-Gr%c3%bc%c3%9fe", "猫-Grüße", "MiXeD~Case_(1)'!*,;=:@$&+")
                .flatMap(name -> url(spec, name));
        return Stream.concat(others, endings);
    }

    /** Returns the longest prompt that the constraint allows, of at most 3,000 characters; empty for other fields. */
    public static Optional<Object> maxText(FieldSpec<?> spec) {
        return spec.field().equals(Field.PROMPT) || spec.field().equals(Field.NEGATIVE_PROMPT)
                ? Optional.<Object>of(maxLengthText(spec)).filter(text -> isValid(spec, text))
                : Optional.empty();
    }

    private static String maxLengthText(FieldSpec<?> spec) {
        int max = spec.constraint() instanceof AllowedValues.Length length
                ? Math.min(length.max(), LONG_TEXT)
                : LONG_TEXT;
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < max - 1; i++) {
            text.append(i % 7 == 0 ? "猫" : String.valueOf((char) ('a' + i % 26)));
        }
        return text + "😀";
    }

    private static Stream<String> oddNumbers(FieldSpec<?> spec) {
        boolean whole = spec.field().expected().equals("a whole number");
        if (spec.constraint() instanceof AllowedValues.Between<?> range) {
            List<BigDecimal> ends = new ArrayList<>(List.of(range.min(), range.max()));
            BigDecimal step = whole ? BigDecimal.ONE : new BigDecimal("0.005");
            ends.add(range.min().add(step));
            ends.add(range.max().subtract(step));
            return Stream.concat(ends.stream().map(BigDecimal::toPlainString), whole ? wholeNumbers() : Stream.of("0"));
        }
        return spec.field().equals(Field.SEED) ? wholeNumbers() : Stream.empty();
    }

    private static Stream<String> wholeNumbers() {
        return Stream.of(
                        0L,
                        -1L,
                        1L,
                        (long) Integer.MAX_VALUE,
                        Integer.MAX_VALUE + 1L,
                        -73_190_412L,
                        Integer.MIN_VALUE - 1L,
                        0xFFFF_FFFFL,
                        MAX_EXACT_DOUBLE,
                        MAX_EXACT_DOUBLE + 1,
                        -MAX_EXACT_DOUBLE - 1,
                        Long.MAX_VALUE,
                        Long.MIN_VALUE)
                .map(String::valueOf);
    }

    private static List<Object> valid(FieldSpec<?> spec, Collection<Object> values) {
        Set<Object> valid = new LinkedHashSet<>();
        values.stream().filter(value -> isValid(spec, value)).forEach(valid::add);
        return List.copyOf(valid);
    }

    private static <T> boolean isValid(FieldSpec<T> spec, Object value) {
        return spec.constraint().violation(spec.field().cast(value)).isEmpty();
    }
}
