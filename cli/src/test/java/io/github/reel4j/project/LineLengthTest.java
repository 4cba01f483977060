package io.github.reel4j.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Lines of Java and Markdown have at most 120 characters, comments included: the formatter does not wrap those. */
class LineLengthTest {

    private static final int MAX_CHARS = 120;

    /** Markdown cannot break a table row, a link or a badge. */
    private static final Pattern UNBREAKABLE = Pattern.compile("\\s*(\\|.*\\||.*\\]\\(\\S+\\)\\S*|\\S+)\\s*");

    private static final Pattern STRAY_ASTERISK = Pattern.compile("(?m)^\\s*/?\\*\\*? \\* ");

    @Test
    void java_lines_have_at_most_120_characters() {
        assertThat(tooLong(".java")).isEmpty();
    }

    @Test
    void markdown_lines_have_at_most_120_characters() {
        assertThat(tooLong(".md")).isEmpty();
    }

    /** A wrapped paragraph is easily left with the asterisk of its former line. */
    @Test
    void no_Javadoc_contains_the_asterisk_of_its_frame() {
        assertThat(Repository.files(Repository.ROOT, ".java").stream()
                        .filter(file -> !hasFolder(file, "target"))
                        .filter(file -> STRAY_ASTERISK
                                .matcher(Repository.text(Repository.ROOT.resolve(file)))
                                .find()))
                .isEmpty();
    }

    @Test
    void a_line_of_121_characters_is_found() {
        assertThat(isTooLong("word ".repeat(24) + "x", ".md")).isTrue();
        assertThat(isTooLong("word ".repeat(24), ".md")).isFalse();
        assertThat(isTooLong("| " + "word ".repeat(30) + "|", ".md")).isFalse();
        assertThat(isTooLong("| " + "word ".repeat(30) + "|", ".java")).isTrue();
    }

    private static List<String> tooLong(String ending) {
        return Repository.files(Repository.ROOT, ending).stream()
                .filter(file -> Stream.of("target", ".git").noneMatch(name -> hasFolder(file, name)))
                .flatMap(file -> tooLong(file, ending))
                .toList();
    }

    private static Stream<String> tooLong(Path file, String ending) {
        List<String> lines =
                Repository.text(Repository.ROOT.resolve(file)).lines().toList();
        return IntStream.range(0, lines.size())
                .filter(line -> isTooLong(lines.get(line), ending))
                .mapToObj(line -> file + ":" + (line + 1));
    }

    private static boolean isTooLong(String line, String ending) {
        if (line.length() <= MAX_CHARS) {
            return false;
        }
        return ending.equals(".java") || !UNBREAKABLE.matcher(line).matches();
    }

    private static boolean hasFolder(Path file, String name) {
        return IntStream.range(0, file.getNameCount())
                .anyMatch(i -> file.getName(i).toString().equals(name));
    }
}
