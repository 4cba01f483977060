package io.github.reel4j.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.cli.CommandLines;
import io.github.reel4j.house.ChildJvm.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents point at is there: files, headings, settings, commands, modules. */
class DocumentReferencesTest {

    private static final Pattern SHOUTED = Pattern.compile("(?<![A-Za-z0-9_-])[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+");
    private static final Pattern PROPERTY =
            Pattern.compile("(?<![/.\\w-])(?:reel4j|pixazo|apixo)\\.[a-z0-9.-]*[a-z0-9]");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|([^\\s'\"]+)");
    private static final Set<String> ORDERS = Set.of("text", "image", "speech", "animate");

    @TempDir
    private static Path workshop;

    private static Artifacts artifacts;

    @BeforeAll
    static void findArtifacts() {
        artifacts = new Artifacts(workshop);
    }

    static Stream<List<String>> reelCommands() {
        return commands("./reel");
    }

    static Stream<List<String>> orders() {
        return commands("./reel").filter(words -> words.size() > 1 && ORDERS.contains(words.get(1)));
    }

    static Stream<List<String>> builds() {
        return commands("./mvnw");
    }

    @Test
    void every_link_leads_to_a_file_and_a_heading_that_are_there() {
        List<String> broken = new ArrayList<>();
        List<Markdown> documents = Markdown.all();
        for (Markdown document : documents) {
            for (String link : document.links()) {
                if (!link.matches("[a-z]+:.*") && !leadsSomewhere(document, link, documents)) {
                    broken.add(document.file().getFileName() + " -> " + link);
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void every_setting_and_constant_in_the_README_is_in_the_code() {
        String code = sources();
        Set<String> unknown = new TreeSet<>();
        for (String name : found(SHOUTED)) {
            if (!code.contains(name) && !isSetting(name.toLowerCase(Locale.ROOT).split("_", 2), code)) {
                unknown.add(name);
            }
        }
        for (String name : found(PROPERTY)) {
            if (!code.contains(name) && !isSetting(name.split("\\.", 2), code)) {
                unknown.add(name);
            }
        }
        assertThat(unknown).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("reelCommands")
    void every_command_line_of_reel_is_one_that_reel_understands(List<String> words) {
        assertThat(CommandLines.usageError(words.subList(1, words.size()).toArray(String[]::new)))
                .isEmpty();
    }

    /** As for someone without a key, who sees the request and the price. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("orders")
    void every_order_in_the_documents_is_one_that_a_vendor_takes(List<String> words) {
        List<String> arguments = new ArrayList<>(words.subList(1, words.size()));
        if (!arguments.contains("--dry-run")) {
            arguments.add("--dry-run");
        }

        Outcome outcome = new ChildJvm(workshop)
                .classPath(artifacts.reel())
                .options("io.github.reel4j.cli.Reel")
                .run(arguments.toArray(String[]::new));

        assertThat(outcome.exit()).as(outcome.everything()).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("builds")
    void every_build_command_names_modules_and_profiles_that_exist(List<String> words) {
        Set<String> profiles =
                Set.copyOf(Pom.at(Repository.ROOT.resolve("pom.xml")).texts("profiles/profile/id"));
        for (int at = 1; at < words.size(); at++) {
            String word = words.get(at);
            if (word.equals("-pl")) {
                assertThat(Repository.modules()).contains(words.get(at + 1).split(",", -1));
            } else if (word.matches("-P\\w.*")) {
                assertThat(profiles).contains(word.substring(2).split(",", -1));
            }
        }
    }

    @Test
    void there_are_commands_to_look_at() {
        assertThat(orders()).isNotEmpty();
        assertThat(builds()).isNotEmpty();
    }

    private static boolean leadsSomewhere(Markdown document, String link, List<Markdown> documents) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty()
                ? document.file()
                : document.file().resolveSibling(parts[0]).normalize();
        return Files.exists(target)
                && (parts.length == 1
                        || documents.stream()
                                .filter(each -> each.file().equals(target))
                                .anyMatch(each -> each.anchors().contains(parts[1])));
    }

    /** Settings are put together of an owner and a name; only the name is written in the code. */
    private static boolean isSetting(String[] ownerAndName, String code) {
        Set<String> owners = new TreeSet<>(Repository.vendors());
        owners.add("reel4j");
        return ownerAndName.length == 2
                && owners.contains(ownerAndName[0])
                && code.contains('"' + ownerAndName[1].replace('_', '-') + '"');
    }

    private static Set<String> found(Pattern pattern) {
        return pattern.matcher(Repository.text(Markdown.readme().file()))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String sources() {
        return Repository.modules().stream()
                .map(module -> Repository.ROOT.resolve(Path.of(module, "src", "main", "java")))
                .filter(Files::exists)
                .flatMap(folder -> Repository.files(folder, ".java").stream().map(folder::resolve))
                .map(Repository::text)
                .collect(Collectors.joining("\n"));
    }

    private static Stream<List<String>> commands(String program) {
        return Markdown.all().stream()
                .flatMap(document -> document.blocks("sh").stream())
                .flatMap(block -> block.text().replace("\\\n", " ").lines())
                .map(DocumentReferencesTest::words)
                .filter(words -> !words.isEmpty() && words.get(0).equals(program));
    }

    /** As a shell would see them, as far as the documents go. */
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(line.replaceFirst("\\s#.*", ""));
        while (matcher.find()) {
            words.add(Stream.of(1, 2, 3)
                    .map(matcher::group)
                    .filter(text -> text != null)
                    .findFirst()
                    .orElse(""));
        }
        return words;
    }
}
