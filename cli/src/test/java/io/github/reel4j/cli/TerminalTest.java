package io.github.reel4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reel4j.spi.Settings.Lookup;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {

    private static final Map<String, String> TTY =
            Map.of("reel.stderr.tty", "true", "reel.stdin.tty", "true", "native.encoding", "UTF-8");

    private static TerminalCapabilities capabilities(Map<String, String> properties, Map<String, String> environment) {
        Lookup set = properties::get;
        return TerminalCapabilities.of(set, environment::get, () -> false);
    }

    @Test
    void a_terminal_has_all_capabilities() {
        assertThat(capabilities(TTY, Map.of())).isEqualTo(new TerminalCapabilities(true, true, true, true));
    }

    @Test
    void no_color_only_disables_colors() {
        assertThat(capabilities(TTY, Map.of("NO_COLOR", "1")))
                .isEqualTo(new TerminalCapabilities(true, true, false, true));
        assertThat(capabilities(TTY, Map.of("NO_COLOR", "")))
                .isEqualTo(new TerminalCapabilities(true, true, true, true));
    }

    @Test
    void a_dumb_terminal_is_not_redrawn() {
        assertThat(capabilities(TTY, Map.of("TERM", "dumb")))
                .isEqualTo(new TerminalCapabilities(false, true, false, true));
    }

    @Test
    void a_pipe_is_plain_and_not_interactive() {
        assertThat(capabilities(Map.of("native.encoding", "UTF-8"), Map.of()))
                .isEqualTo(new TerminalCapabilities(false, false, false, true));
    }

    @Test
    void only_utf_8_enables_unicode() {
        assertThat(capabilities(Map.of("native.encoding", "ANSI_X3.4-1968"), Map.of())
                        .unicode())
                .isFalse();
        assertThat(capabilities(Map.of("native.encoding", "UTF-8", "reel.ascii", "true"), Map.of())
                        .unicode())
                .isFalse();
    }

    @Test
    void without_colors_and_unicode_output_is_plain_ascii() {
        ByteArrayOutputStream notes = new ByteArrayOutputStream();
        TerminalStreams terminal = new TerminalStreams(
                new PrintStream(notes, true, StandardCharsets.UTF_8),
                new PrintStream(notes, true, StandardCharsets.UTF_8),
                new BufferedReader(new StringReader("")),
                new TerminalCapabilities(true, false, false, false));

        terminal.warn("a " + terminal.symbol("✔", "done") + " 猫");

        assertThat(notes.toString(StandardCharsets.UTF_8)).isEqualTo("! a done ?\n");
    }

    @Test
    void numbers_are_formatted_briefly() {
        assertThat(DurationAndSizeFormat.clock(Duration.ofMillis(47_900))).isEqualTo("0:47");
        assertThat(DurationAndSizeFormat.clock(Duration.ofSeconds(3_725))).isEqualTo("62:05");
        assertThat(DurationAndSizeFormat.duration(Duration.ofSeconds(5))).isEqualTo("5.0 s");
        assertThat(DurationAndSizeFormat.size(7)).isEqualTo("7 B");
        assertThat(DurationAndSizeFormat.size(48_400)).isEqualTo("48 KB");
        assertThat(DurationAndSizeFormat.size(3_240_000)).isEqualTo("3.2 MB");
    }

    @Test
    void durations_are_parsed_and_invalid_ones_rejected() {
        assertThat(DurationAndSizeFormat.parseDuration("500ms")).isEqualTo(Duration.ofMillis(500));
        assertThat(DurationAndSizeFormat.parseDuration("90s")).isEqualTo(Duration.ofSeconds(90));
        assertThat(DurationAndSizeFormat.parseDuration("30m")).isEqualTo(Duration.ofMinutes(30));
        assertThat(DurationAndSizeFormat.parseDuration("2H")).isEqualTo(Duration.ofHours(2));
        for (String text : new String[] {"0s", "-1s", "30", "", "1h30m"}) {
            assertThatThrownBy(() -> DurationAndSizeFormat.parseDuration(text))
                    .hasMessageContaining("for example 90s, 30m or 2h");
        }
    }

    @Test
    void json_round_trips_any_text() {
        StringBuilder all = new StringBuilder();
        for (char c = 0; c < 0x300; c++) {
            all.append(c);
        }
        String text = all + "\u2028\ud83d\ude00\"\\/";

        String json = JsonWriter.of(Map.of("text", text));

        assertThat(json).matches("[\\x20-\\x7e]*");
        assertThat(JsonParser.object(json + "\n").get("text")).isEqualTo(text);
    }
}
