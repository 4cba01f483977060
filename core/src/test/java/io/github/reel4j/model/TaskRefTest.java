package io.github.reel4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reel4j.SampleRequests;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskRefTest {

    private static final List<Operation> OPERATIONS = List.of(Operation.values());

    static Stream<String> ids() {
        return Stream.of(
                "19d8e7a6-1f0e-4f6f-9b0c-000000000001",
                "a/b/c",
                "a b",
                " ",
                "a:b:c",
                ":",
                "100%",
                "%41",
                "%",
                "+",
                "*",
                "~!@#$^&()=[]{}|\\\"'<>?,;`",
                "任务一",
                "😀",
                "\u0000",
                "a\nb\r\tc",
                "\u007f\u0080\u2028",
                "x".repeat(10_000),
                "😀".repeat(2_500),
                "reel:1:x",
                "\ud800",
                "a\udc00b",
                "\udc00\ud800",
                "\uffff",
                "%uD800",
                "null");
    }

    @ParameterizedTest
    @MethodSource("ids")
    void any_vendor_id_survives_a_round_trip(String id) {
        assertSurvives(SampleRequests.task(id));
    }

    @Test
    void random_parts_survive_a_round_trip() {
        Random random = new Random(20261120);
        for (int i = 0; i < 2_000; i++) {
            assertSurvives(new TaskRef(
                    ProviderId.of("p" + random.nextInt(1000)),
                    OPERATIONS.get(random.nextInt(OPERATIONS.size())),
                    anyText(random),
                    anyText(random),
                    anyText(random),
                    Instant.ofEpochSecond(random.nextLong() % Instant.MAX.getEpochSecond())));
        }
    }

    private static String anyText(Random random) {
        int length = 1 + random.nextInt(40);
        int max = List.of(0x80, 0x100, 0x3000, 0x10000).get(random.nextInt(4));
        StringBuilder text = new StringBuilder();
        IntStream.range(0, length).forEach(i -> text.append((char) random.nextInt(max)));
        return text.toString();
    }

    private static void assertSurvives(TaskRef task) {
        String text = task.toString();
        assertThat(text).matches("[!-~]+").startsWith("reel:1:" + task.provider() + ":" + task.operation() + ":");
        assertThat(TaskRef.parse(text)).isEqualTo(task);
        assertThat(TaskRef.parse(" " + text + "\r\n")).isEqualTo(task);
    }

    @Test
    void the_text_form_of_version_1_is_stable() {
        assertThat(SampleRequests.task("a/b"))
                .hasToString("reel:1:acme:text-to-video:a%2Fb:video:1795163462:0123456789ab:" + check());
    }

    private static String check() {
        return Sha256.of("reel:1:acme:text-to-video:a%2Fb:video:1795163462:0123456789ab")
                .substring(0, 8);
    }

    @Test
    void the_time_is_truncated_to_seconds() {
        TaskRef task = new TaskRef(
                SampleRequests.ACME, Operation.REPLACE, "e", "i", "d", Instant.parse("2026-11-20T08:31:02.987654321Z"));
        assertThat(task.submittedAt()).isEqualTo(Instant.parse("2026-11-20T08:31:02Z"));
    }

    @Test
    void an_error_quotes_at_most_120_characters() {
        assertThatThrownBy(() -> TaskRef.parse("x".repeat(120))).hasMessageContaining("'" + "x".repeat(120) + "'");
        assertThatThrownBy(() -> TaskRef.parse("x".repeat(121))).hasMessageContaining("'" + "x".repeat(117) + "...'");
    }

    @Test
    void every_truncation_is_detected() {
        String text = SampleRequests.task("a/b 月").toString();
        for (int length = 0; length < text.length(); length++) {
            assertRefused(text.substring(0, length));
            assertRefused(text.substring(text.length() - length));
        }
    }

    @Test
    void every_altered_lost_or_added_character_is_detected() {
        String text = SampleRequests.task("a/b 月").toString();
        List<String> others = Stream.of("aA0zZ9:%-+*._ \n月".split("")).toList();
        for (int at = 0; at < text.length(); at++) {
            assertRefused(text.substring(0, at) + text.substring(at + 1));
            for (String other : others) {
                String altered = text.substring(0, at) + other + text.substring(at + 1);
                if (!altered.strip().equals(text)) {
                    assertRefused(altered);
                }
                String longer = text.substring(0, at) + other + text.substring(at);
                if (!longer.strip().equals(text)) {
                    assertRefused(longer);
                }
            }
        }
    }

    private static void assertRefused(String text) {
        assertThatThrownBy(() -> TaskRef.parse(text)).as(text).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "  ", "19d8e7a6", "reel", "reel:", "reel::", "REEL:1:a", "https://example.com/x", "reel:x:1"
            })
    void an_error_for_other_text_describes_a_reference(String text) {
        assertThatThrownBy(() -> TaskRef.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + text.strip() + "' is not a task reference. It must start with reel:1: and be"
                        + " complete, as it was printed when the task was submitted.");
    }

    @Test
    void a_newer_version_is_distinguished_from_a_damaged_one() {
        assertThatThrownBy(() -> TaskRef.parse("reel:2:acme:something:new"))
                .hasMessage("'reel:2:acme:something:new' is a task reference of version 2; this version of reel4j reads"
                        + " version 1. Use the version that printed it, or a newer one.");
    }

    @Test
    void a_reference_with_a_line_break_is_damaged() {
        String text = SampleRequests.task().toString();
        assertThatThrownBy(() -> TaskRef.parse(text.substring(0, 20) + "\n" + text.substring(20)))
                .hasMessageContaining("is damaged: its checksum does not match, so a part of it is missing or altered."
                        + " Copy the complete reference again. The task at the vendor is not affected.")
                .hasMessageNotContaining("\n");
    }

    @Test
    void a_malformed_part_with_a_valid_checksum_is_rejected() {
        for (String body : Arrays.asList(
                "reel:1:acme:swim:id:video:1:d",
                "reel:1:ACME:animate:id:video:1:d",
                "reel:1:acme:animate:%zz:video:1:d",
                "reel:1:acme:animate:id:video:x:d",
                "reel:1:acme:animate:id:video:9223372036854775807:d",
                "reel:1:acme:animate::video:1:d",
                "reel:1:acme:animate:a b:video:1:d")) {
            assertThatThrownBy(() -> TaskRef.parse(body + ":" + Sha256.of(body).substring(0, 8)))
                    .as(body)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is damaged");
        }
    }

    @Test
    void a_long_invalid_text_is_shortened_in_the_error() {
        assertThatThrownBy(() -> TaskRef.parse("x".repeat(5_000)))
                .satisfies(problem -> assertThat(problem.getMessage()).hasSizeLessThan(300));
    }

    @Test
    void a_reference_without_an_id_is_rejected() {
        assertThatThrownBy(() -> SampleRequests.task("")).isInstanceOf(IllegalArgumentException.class);
    }
}
