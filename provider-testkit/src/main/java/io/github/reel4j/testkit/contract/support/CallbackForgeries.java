package io.github.reel4j.testkit.contract.support;

import io.github.reel4j.model.ReceivedCallback;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Callbacks that differ from a genuine one in one place: forgeries, whose signature does not match, and variants that a
 * proxy may make of a genuine one.
 */
public final class CallbackForgeries {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /** An entry of a signature header: its version, such as {@code v1,} or {@code v1=}, and its signature. */
    private static final Pattern SIGNATURE = Pattern.compile("(\\bv\\d+[a-z]?[,=])([^,\\s]{20,})");

    private final ReceivedCallback genuine;
    private final Map<String, ReceivedCallback> all = new LinkedHashMap<>();

    private CallbackForgeries(ReceivedCallback genuine) {
        this.genuine = genuine;
    }

    /**
     * Returns forgeries by description.
     *
     * @param signed whether a header, by its name in lower case, is a signature or signed
     * @param other another genuine callback of the vendor, of another task
     */
    public static Map<String, ReceivedCallback> of(
            ReceivedCallback genuine, Predicate<String> signed, ReceivedCallback other) {
        CallbackForgeries forgeries = new CallbackForgeries(genuine);
        forgeries.bodies(other);
        genuine.headers().forEach((name, values) -> {
            if (values.size() == 1 && signed.test(name.toLowerCase(Locale.ROOT))) {
                forgeries.header(name, values.get(0), other);
            }
        });
        return forgeries.all;
    }

    /** Returns the headers with signatures. */
    public static List<String> signatureHeaders(ReceivedCallback callback) {
        return callback.headers().keySet().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> name.contains("signature") || name.contains("hmac"))
                .toList();
    }

    private void bodies(ReceivedCallback other) {
        byte[] body = genuine.body();
        body("no body", new byte[0]);
        body("the body of another callback", other.body());
        body("a space appended to its body", joined(body, new byte[] {' '}));
        body("a line break appended to its body", joined(body, new byte[] {'\n'}));
        body("a NUL appended to its body", joined(body, new byte[] {0}));
        body("a byte order mark before its body", joined(BYTE_ORDER_MARK, body));
        body("its body without the last byte", Arrays.copyOf(body, body.length - 1));
        body("its body twice", joined(body, body));
        String text = genuine.text();
        text("a space after the first character of its body", text.substring(0, 1) + " " + text.substring(1));
        text("its body in upper case", text.toUpperCase(Locale.ROOT));
        for (int at : new int[] {0, text.length() / 2, text.length() - 1}) {
            text("another character at " + at + " of its body", changedAt(text, at));
        }
    }

    private void header(String name, String value, ReceivedCallback other) {
        String where = name + " ";
        with("no " + name, name, List.of());
        with("a blank " + name, name, List.of(""));
        if (isList(value)) {
            damagedEntries(name, value);
            return;
        }
        with("another " + name + " twice", name, List.of(changedAt(value, 0), changedAt(value, value.length() / 2)));
        for (int at : places(value)) {
            with("another character at " + at + " of " + where, name, List.of(changedAt(value, at)));
        }
        with("the first half of " + where, name, List.of(value.substring(0, value.length() / 2)));
        with("the second half of " + where, name, List.of(value.substring(value.length() / 2)));
        with(
                "all but the last 8 characters of " + where,
                name,
                List.of(value.substring(0, Math.max(0, value.length() - 8))));
        with("one more character at the start of " + where, name, List.of("9" + value));
        with("a " + name + " that is not ASCII", name, List.of("\u0661\ud83d\ude00\u00e9"));
        for (int digits : new int[] {11, 13, 16, 17, 18, 19, 70_000}) {
            with("a " + name + " of " + digits + " digits", name, List.of("9".repeat(digits)));
        }
        with("the maximum of a long in " + where, name, List.of(String.valueOf(Long.MAX_VALUE)));
        with("the minimum of a long in " + where, name, List.of(String.valueOf(Long.MIN_VALUE)));
        with("a " + name + " of NUL", name, List.of("\u0000"));
        with("a negative " + name, name, List.of("-" + value));
        other.header(name)
                .filter(same -> !same.equals(value))
                .ifPresent(same -> with("the " + name + " of another callback", name, List.of(same)));
    }

    /** Adds forgeries of a header with several signatures. One that is left as it was would still be valid. */
    private void damagedEntries(String name, String value) {
        String what = " of each signature of " + name;
        with("another first character" + what, name, List.of(eachSignature(value, text -> changedAt(text, 0))));
        with(
                "another character in the middle" + what,
                name,
                List.of(eachSignature(value, text -> changedAt(text, text.length() / 2))));
        with(
                "the first half" + what,
                name,
                List.of(eachSignature(value, text -> text.substring(0, text.length() / 2))));
        with("nothing" + what, name, List.of(eachSignature(value, text -> "")));
    }

    private static boolean isList(String value) {
        return SIGNATURE.matcher(value).results().count() > 1;
    }

    private static String eachSignature(String value, UnaryOperator<String> change) {
        return SIGNATURE
                .matcher(value)
                .replaceAll(entry -> Matcher.quoteReplacement(entry.group(1) + change.apply(entry.group(2))));
    }

    /** Returns the places of a signature or number: first, middle and last. The last 3 may be padding in base64. */
    private static List<Integer> places(String value) {
        int start =
                Math.max(value.lastIndexOf(',', value.length() - 2), value.lastIndexOf('=', value.length() - 4)) + 1;
        int end = value.length() > 20 ? value.length() - 4 : value.length() - 1;
        return List.of(start, (start + Math.max(start, end)) / 2, Math.max(start, end)).stream()
                .filter(at -> at >= 0 && at < value.length())
                .distinct()
                .toList();
    }

    /** Returns variants of a callback that are still genuine, by description. */
    public static Map<String, ReceivedCallback> genuineVariants(ReceivedCallback genuine) {
        CallbackForgeries variants = new CallbackForgeries(genuine);
        variants.all.put("the same callback again", genuine);
        variants.all.put("header names in upper case", named(genuine, name -> name.toUpperCase(Locale.ROOT)));
        variants.all.put("header names in lower case", named(genuine, name -> name.toLowerCase(Locale.ROOT)));
        variants.with("a header of a proxy", "X-Forwarded-For", List.of("192.0.2.1", "192.0.2.2"));
        for (String name : signatureHeaders(genuine)) {
            genuine.header(name).ifPresent(value -> variants.several(name, value));
        }
        return variants.all;
    }

    /** Adds several signatures in one header, of which one is right, if the header has the form for it. */
    private void several(String name, String value) {
        Optional<String> separator = separator(value);
        separator.ifPresent(between -> {
            String right = between.equals(" ") ? value : value.replaceFirst("^.*?(v1=.*)$", "$1");
            String rest = value.substring(0, value.length() - right.length());
            String wrong = changedAt(right, right.length() / 2);
            with("a wrong and a right signature in " + name, name, List.of(rest + wrong + between + right));
            with("a right and a wrong signature in " + name, name, List.of(rest + right + between + wrong));
        });
    }

    /** Returns what is between several signatures of one header; empty if the header has no form for several. */
    private static Optional<String> separator(String value) {
        return value.matches("v\\d+,\\S{20,}")
                ? Optional.of(" ")
                : value.matches("t=\\d+,v1=[^,]{20,}") ? Optional.of(",") : Optional.empty();
    }

    private static ReceivedCallback named(ReceivedCallback genuine, UnaryOperator<String> change) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        genuine.headers().forEach((name, values) -> headers.put(change.apply(name), values));
        return new ReceivedCallback(headers, genuine.body());
    }

    private void with(String description, String name, List<String> values) {
        Map<String, List<String>> headers = new LinkedHashMap<>(genuine.headers());
        headers.keySet().removeIf(name::equalsIgnoreCase);
        if (!values.isEmpty()) {
            headers.put(name, values);
        }
        all.put(description.strip(), new ReceivedCallback(headers, genuine.body()));
    }

    private void text(String description, String body) {
        body(description, body.getBytes(StandardCharsets.UTF_8));
    }

    private void body(String description, byte[] body) {
        if (!Arrays.equals(body, genuine.body())) {
            all.put(description, new ReceivedCallback(genuine.headers(), body));
        }
    }

    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(first);
        bytes.writeBytes(second);
        return bytes.toByteArray();
    }

    /** Returns the text with another letter or digit of the same kind at one place. */
    static String changedAt(String text, int place) {
        if (text.isEmpty()) {
            return "0";
        }
        char old = text.charAt(place);
        char other = old == '0'
                ? '1'
                : old == 'a' || old == 'A' ? (char) (old + 1) : Character.isDigit(old) ? '0' : old >= 'a' ? 'a' : 'A';
        return text.substring(0, place) + other + text.substring(place + 1);
    }
}
