package io.github.reel4j.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/** Masking works for all encodings, in any order of nesting. */
class AnyEncodingPropertiesTest {

    private static final String KEY = "sk-9Zt/4711+qLmX0a7Bv==";
    private static final String PROMPT = "A red fox\njumps \"over\" the lazy dog in M\u00FCnchen, \u732B!";

    private record Encoding(String name, UnaryOperator<String> encode) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static UnaryOperator<String> each(String format) {
        return text -> text.chars().mapToObj(each -> format.formatted(each)).collect(Collectors.joining());
    }

    private static final List<Encoding> ESCAPES = List.of(
            new Encoding("json", each("\\u%04x")),
            new Encoding(
                    "short json",
                    text -> text.replace("\\", "\\\\")
                            .replace("\"", "\\\"")
                            .replace("/", "\\/")
                            .replace("\n", "\\n")
                            .replace("=", "\\u003d")
                            .replace("&", "\\u0026")),
            new Encoding("decimal entity", each("&#%d;")),
            new Encoding("hex entity", each("&#x%X;")),
            new Encoding(
                    "html",
                    text -> text.replace("&", "&amp;").replace("=", "&equals;").replace("/", "&sol;")),
            new Encoding("address", text -> URLEncoder.encode(text, StandardCharsets.UTF_8)),
            new Encoding(
                    "lower-case address",
                    text -> URLEncoder.encode(text, StandardCharsets.UTF_8)
                            .replace("%2F", "%2f")
                            .replace("%3D", "%3d")));

    private static final List<Encoding> GROUPS = List.of(
            new Encoding("base64", text -> Base64.getEncoder().encodeToString(utf8(text))),
            new Encoding(
                    "base64url", text -> Base64.getUrlEncoder().withoutPadding().encodeToString(utf8(text))),
            new Encoding("mime", text -> Base64.getMimeEncoder().encodeToString(utf8(text))),
            new Encoding("user:key", text -> "Basic " + Base64.getEncoder().encodeToString(utf8("u:" + text))),
            new Encoding("hex", text -> HexFormat.of().formatHex(utf8(text))),
            new Encoding(
                    "HEX",
                    text -> HexFormat.ofDelimiter(" ").formatHex(utf8(text)).toUpperCase(Locale.ROOT)));

    @Provide
    Arbitrary<Encoding> escapes() {
        return Arbitraries.of(ESCAPES);
    }

    @Provide
    Arbitrary<Encoding> groups() {
        return Arbitraries.of(GROUPS);
    }

    @Property(tries = 300)
    @Tag("fault-158")
    void a_key_is_masked_under_two_escapes_and_an_encoding(
            @ForAll("escapes") Encoding first, @ForAll("groups") Encoding second, @ForAll("escapes") Encoding third) {
        String encoded =
                third.encode().apply(second.encode().apply(first.encode().apply(KEY)));
        String shown = redacted(encoded);
        assertThat(shown).contains("***");
        assertThat(shown.length()).as(shown).isLessThan(encoded.length() / 2);
    }

    @Property(tries = 300)
    @Tag("fault-158")
    void a_key_is_masked_under_any_three_escapes(
            @ForAll("escapes") Encoding first, @ForAll("escapes") Encoding second, @ForAll("escapes") Encoding third) {
        String shown = redacted(
                third.encode().apply(second.encode().apply(first.encode().apply(KEY))));
        assertThat(letters(shown)).as(shown).doesNotContain("4711", "9zt", "qlmx", "0a7b");
    }

    @Property(tries = 300)
    @Tag("fault-159")
    void a_prompt_is_masked_under_any_two_encodings(
            @ForAll("escapes") Encoding first, @ForAll("escapes") Encoding second) {
        String shown = redacted(second.encode().apply(first.encode().apply(PROMPT)));
        assertThat(letters(shown)).as(shown).doesNotContain("fox", "jumps", "over", "lazy", "dog");
    }

    @Property(tries = 500)
    @Tag("fault-158")
    void every_part_of_a_key_of_eight_letters_is_masked(
            @ForAll @IntRange(max = 12) int start, @ForAll @IntRange(min = 11, max = 22) int length) {
        String part = KEY.substring(start, Math.min(KEY.length(), start + length));
        String rest = redacted("{\"a\":\"" + part + "\"}");
        assertThat(NormalizedText.of(part).length() < 8 || rest.contains("***"))
                .as(rest)
                .isTrue();
    }

    @Property(tries = 500)
    void a_text_without_secrets_is_unchanged(@ForAll @IntRange(max = 1_000_000) int number) {
        String said = "Request " + number + " was rejected: size 1280*720 (" + Integer.toHexString(number * 31) + ")!";
        assertThat(redacted(said)).isEqualTo(said);
    }

    @Property(tries = 1000)
    void any_text_can_be_masked(@ForAll String text) {
        assertThat(redacted(text)).isNotNull();
    }

    private static String redacted(String text) {
        return SecretMask.of(List.of(KEY), List.of(PROMPT)).apply(text);
    }

    private static String letters(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
