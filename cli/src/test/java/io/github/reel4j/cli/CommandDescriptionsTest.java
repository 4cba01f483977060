package io.github.reel4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The manual page and the completion scripts have what {@code --help} has, and the programs that read them agree. */
class CommandDescriptionsTest {

    /** At the start of a line of {@code --help}: the short name, if there is one, and the long name. */
    private static final Pattern OPTION = Pattern.compile("(?m)^ {2,6}(?:-\\w, )?--(\\[no-])?([a-z-]+)");

    @TempDir
    private Path folder;

    /** Returns all commands, those of {@code reel queue} with 2 words. */
    static Stream<String> commands() {
        return CommandLines.commands().stream()
                .flatMap(command -> command.equals("queue")
                        ? CommandLines.commands("queue").stream().map(each -> "queue " + each)
                        : Stream.of(command));
    }

    private static List<String> optionsOf(String command) {
        String[] words = (command + " --help").split(" ", -1);
        List<String> options = OPTION.matcher(CommandLines.run(words))
                .results()
                .flatMap(option -> option.group(1) == null
                        ? Stream.of("--" + option.group(2))
                        : Stream.of("--" + option.group(2), "--no-" + option.group(2)))
                .toList();
        assertThat(options).contains("--help", "--provider-jar");
        return options;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void the_manual_page_has_every_command_and_option(String command) {
        String page = CommandLines.run("man-page").replace("\\-", "-");

        assertThat(page).contains(".SS \"reel " + command + " ");
        int start = page.indexOf(".SS \"reel " + command + " ");
        int end = Math.min(page.indexOf("\n.S", start), page.length());
        assertThat(page.substring(start, end) + page.substring(page.indexOf(".SH \"COMMON OPTIONS\"")))
                .contains(optionsOf(command));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void the_scripts_have_every_command_and_option(String command) {
        String word = command.replaceFirst("queue ", "");
        String zsh = CommandLines.run("completion", "zsh");
        int function = zsh.indexOf("\n_reel_" + command.replaceAll("[ -]", "_") + "() {");
        assertThat(function).isPositive();
        assertThat(zsh.substring(function, zsh.indexOf("\n}\n", function))).contains(optionsOf(command));

        List<String> fish = CommandLines.run("completion", "fish")
                .lines()
                .filter(line -> line.contains("__fish_seen_subcommand_from " + word + "'"))
                .toList();
        assertThat(optionsOf(command))
                .allSatisfy(option -> assertThat(fish)
                        .anyMatch(line -> Arrays.asList(line.split(" ", -1)).contains(option.substring(2))));
    }

    @Test
    void an_unknown_shell_is_a_usage_error() {
        ReelRun run = ReelRun.withoutKeys().reel("completion", "csh");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("csh");
    }

    @ParameterizedTest
    @CsvSource({
        "te, text",
        "queue re, release resolve retry",
        "text --max-p, --max-price",
        "completion --hel, --help",
        "completion z, zsh",
    })
    @DisabledOnOs(OS.WINDOWS)
    void bash_completes(String line, String completions) throws Exception {
        assumeThat(Path.of("/bin/bash")).exists();
        Path script = Files.writeString(folder.resolve("reel.bash"), CommandLines.run("completion", "bash"));

        String said = run(
                "/bin/bash",
                "--norc",
                "-c",
                "source " + script + "; COMP_WORDS=(reel " + line + "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); "
                        + "_complete_reel 2>/dev/null; echo $(printf '%s\\n' \"${COMPREPLY[@]}\" | sort)");

        assertThat(said).isEqualTo("0 " + completions + "\n");
    }

    @ParameterizedTest
    @CsvSource({"zsh, /usr/bin/zsh", "zsh, /bin/zsh", "fish, /usr/bin/fish"})
    void the_shell_accepts_its_script(String shell, String program) throws Exception {
        assumeThat(Path.of(program)).exists();
        Path script = Files.writeString(folder.resolve("script"), CommandLines.run("completion", shell));

        assertThat(run(program, "-n", script.toString())).isEqualTo("0 ");
    }

    @Test
    void man_shows_the_page_without_a_warning() throws Exception {
        assumeThat(Path.of("/usr/bin/groff")).exists();
        Path page = Files.writeString(folder.resolve("reel.1"), CommandLines.run("man-page") + "\n");

        String said = run("/usr/bin/groff", "-ww", "-man", "-Tascii", "-P-cbou", "-rLL=100n", page.toString());

        assertThat(said)
                .startsWith("0 REEL(1)")
                .doesNotContain("warning", "error:")
                .contains("reel text [OPTIONS] PROMPT", "--max-price USD", "outcome of the order unknown");
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue() + " " + said;
    }
}
