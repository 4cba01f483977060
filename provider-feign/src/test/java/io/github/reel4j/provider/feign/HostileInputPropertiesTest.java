package io.github.reel4j.provider.feign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.reel4j.provider.feign.download.ContentRange;
import io.github.reel4j.provider.feign.download.EntityValidator;
import io.github.reel4j.provider.feign.download.PartFileName;
import io.github.reel4j.provider.feign.feign.UndecodableBodyException;
import io.github.reel4j.provider.feign.http.RetryAfter;
import io.github.reel4j.provider.feign.json.StrictJson;
import io.github.reel4j.provider.feign.text.Redaction;
import io.vavr.Lazy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;

/** Properties that hold for any input from a vendor or a download host. */
class HostileInputPropertiesTest {

    private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
    private static final String KEY = "sk-canary/4711+x";

    private final ResponseDecoder decoder = new ResponseDecoder(Lazy.of(StrictJson::mapper));

    /** JSON tokens in any order, which are closer to valid JSON than arbitrary text. */
    @Provide
    Arbitrary<String> nearlyJson() {
        return Arbitraries.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        ":",
                        ",",
                        "\"id\"",
                        "\"\\ud800\"",
                        "\"a\"",
                        "1e999999999",
                        "1e9999999999",
                        "-0",
                        "null",
                        "NaN",
                        "true",
                        "\uFEFF",
                        "\u0000",
                        " ",
                        "/**/",
                        "\"",
                        "\\")
                .list()
                .ofMaxSize(30)
                .map(words -> String.join("", words));
    }

    @Provide
    Arbitrary<String> sanitizedText() {
        Arbitrary<String> words = Arbitraries.of(
                KEY,
                KEY.substring(0, 7),
                "\u001B[31m",
                "\u001B]0;x\u0007",
                "\r\n",
                "\u202E",
                "\uD83D",
                "猫",
                "a",
                " ",
                "\u009B");
        return words.list().ofMaxSize(400).map(list -> String.join("", list));
    }

    @Property
    @Tag("fault-31")
    void any_retry_after_is_at_most_a_year_or_ignored(@ForAll @StringLength(max = 120) String header) {
        assertThat(RetryAfter.parse(header, NOW)).satisfies(HostileInputPropertiesTest::bounded);
    }

    private static void bounded(Optional<Duration> wait) {
        wait.ifPresent(some -> assertThat(some).isBetween(Duration.ZERO, RetryAfter.MAX));
    }

    @Property
    @Tag("fault-31")
    void the_wait_is_never_shorter_than_requested(@ForAll @LongRange(min = 0, max = 31_536_000) long seconds) {
        assertThat(RetryAfter.parse(String.valueOf(seconds), NOW)).contains(Duration.ofSeconds(seconds));
    }

    @Property
    @Tag("fault-41")
    @Tag("fault-50")
    void any_bytes_are_a_record_or_undecodable(@ForAll byte[] body) throws IOException {
        decode(body);
    }

    @Property
    @Tag("fault-41")
    @Tag("fault-46")
    @Tag("fault-47")
    void nearly_valid_JSON_is_a_record_or_undecodable(@ForAll("nearlyJson") String body) throws IOException {
        decode(body.getBytes(StandardCharsets.UTF_8));
    }

    private void decode(byte[] body) throws IOException {
        try {
            assertThat(decoder.decode(ResponseDecoderTest.response(200, "application/json", body), JsonNode.class))
                    .isInstanceOf(JsonNode.class);
        } catch (UndecodableBodyException e) {
            assertThat(e.predicate()).isNotBlank();
        }
    }

    @Property
    void any_error_body_can_be_read(@ForAll("nearlyJson") String body) {
        VendorError error = VendorError.of(
                body.getBytes(StandardCharsets.UTF_8), StrictJson.mapper(), VendorConventions.DEFAULT.errors());
        assertThat(error.message())
                .satisfies(message -> message.ifPresent(some -> assertThat(some).isNotEmpty()));
    }

    @Property
    @Tag("fault-55")
    void redacted_text_is_short_without_key_and_controls(@ForAll("sanitizedText") String text) {
        String shown = new Redaction(() -> List.of(KEY)).redact(text);
        assertThat(shown).doesNotContain(KEY);
        assertThat(shown.codePointCount(0, shown.length())).isLessThanOrEqualTo(512);
        assertThat(shown.chars().anyMatch(Character::isISOControl)).isFalse();
        assertThat(shown).isEqualTo(shown.strip());
    }

    @Property
    void any_validator_survives_a_file_name(@ForAll @StringLength(min = 1, max = 64) String random) {
        String tag = "\"" + random.replaceAll("[^!#-~]", "x") + "\"";
        EntityValidator validator =
                EntityValidator.of(Map.of("ETag", List.of(tag))).orElseThrow();
        assertThat(validator.inFileName()).matches("[A-Za-z0-9_-]{1,100}");
        assertThat(EntityValidator.fromFileName(validator.inFileName())).contains(validator);
    }

    @Property
    void any_other_name_or_header_is_ignored(@ForAll @StringLength(max = 100) String text) {
        EntityValidator.fromFileName(text)
                .ifPresent(known -> assertThat(known.validator()).matches("[ -~]+"));
        EntityValidator.of(Map.of("ETag", List.of(text)))
                .ifPresent(
                        known -> assertThat(known.validator()).startsWith("\"").endsWith("\""));
        assertThat(ContentRange.of(Map.of("Content-Range", List.of(text)), OptionalLong.empty()))
                .isEmpty();
    }

    @Property
    @Tag("fault-97")
    void names_of_part_files_contain_only_hashes(@ForAll String task, @ForAll String link) {
        assertThat(PartFileName.of(task, link).key()).matches("[0-9a-f]{32}");
    }

    @Property
    @Tag("fault-31")
    void a_date_in_any_HTTP_format_is_read_to_the_second(
            @ForAll @LongRange(min = -1_000_000, max = 30_000_000) long seconds) {
        Duration wait = seconds < 0 ? Duration.ZERO : Duration.ofSeconds(seconds);
        for (String pattern : List.of(
                "EEE, dd MMM yyyy HH:mm:ss 'GMT'", "EEEE, dd-MMM-yy HH:mm:ss 'GMT'", "EEE MMM ppd HH:mm:ss yyyy")) {
            String date = DateTimeFormatter.ofPattern(pattern, Locale.US)
                    .withZone(ZoneOffset.UTC)
                    .format(NOW.plusSeconds(seconds));
            assertThat(RetryAfter.parse(date, NOW)).as(date).contains(wait);
        }
    }

    @Property
    @Tag("fault-54")
    void a_valid_id_is_printable_and_one_path_segment(@ForAll @StringLength(max = 200) String id) {
        for (TaskIdFormat form : List.of(TaskIdFormat.DEFAULT, TaskIdFormat.matching("(?s).*"))) {
            for (String each : List.of(id, "../" + id, id + "/..", "a/" + id + "/b", id + "\r\nX: y")) {
                form.validate(each).ifPresent(passed -> {
                    assertThat(passed).isEqualTo(each).isNotBlank();
                    assertThat(passed.split("/", -1)).doesNotContain(".", "..");
                    assertThat(passed.chars().anyMatch(Character::isISOControl)).isFalse();
                });
            }
        }
    }
}
