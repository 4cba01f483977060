package io.github.reel4j.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.ProviderInfo;
import io.github.reel4j.VideoClient;
import io.github.reel4j.cli.CommandLines;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.project.ChildJvm.Outcome;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.Settings;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.spi.VideoProviderFactory;
import io.github.reel4j.testkit.time.VirtualTimeScheduler;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
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

/** Checks that what the documents name exists: files, headings, settings, commands, modules. */
class DocumentReferencesTest {

    private static final Pattern UPPER_CASE = Pattern.compile("(?<![A-Za-z0-9_-])[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+");

    /** Names of settings; what follows the name of a vendor may also be a domain or a file. */
    private static final Pattern PROPERTY = Pattern.compile("(?<![/.\\w-])(?:reel4j|"
            + String.join("|", Repository.vendors()) + ")\\.(?!(?:ai|run|com|media|md)\\b)[a-z0-9.-]*[a-z0-9]");

    /** Environment variables of reel4j and of the vendors. */
    private static final Pattern VARIABLE = Pattern.compile("(?<![A-Z0-9_])(?:REEL|REEL4J|"
            + String.join("|", Repository.vendors()).toUpperCase(Locale.ROOT) + ")_[A-Z0-9_]*[A-Z0-9]");

    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|([^\\s'\"]+)");
    private static final Set<String> ORDERS = Set.of("text", "image", "speech", "animate");
    private static final Pattern SETTING_IN_CODE = Pattern.compile("\\.find\\(\"(reel4j|reel)\", \"([a-z-]+)\"\\)");
    private static final Set<String> FOR_USERS = Set.of(
            "callbacks.md",
            "cli.md",
            "configuration.md",
            "failures.md",
            "guide.md",
            "journal.md",
            "production.md",
            "vendors/README.md");

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
    void every_link_leads_to_an_existing_file_and_heading() {
        List<String> broken = new ArrayList<>();
        List<Markdown> documents = Markdown.all();
        for (Markdown document : documents) {
            for (String link : document.links()) {
                if (!link.matches("[a-z]+:.*") && !targetExists(document, link, documents)) {
                    broken.add(document.file().getFileName() + " -> " + link);
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void every_setting_and_constant_in_the_documents_is_in_the_code() {
        String code = sources();
        Set<String> unknown = new TreeSet<>();
        Set<String> names = found(UPPER_CASE);
        names.addAll(found(VARIABLE, vendorPages()));
        for (String name : names) {
            if (!code.contains(name) && !isSetting(name.toLowerCase(Locale.ROOT).split("_", 2), code)) {
                unknown.add(name);
            }
        }
        Set<String> properties = found(PROPERTY);
        properties.addAll(found(PROPERTY, vendorPages()));
        for (String name : properties) {
            if (!code.contains(name) && !isSetting(name.split("\\.", 2), code)) {
                unknown.add(name);
            }
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    void every_setting_that_the_code_reads_is_documented() {
        String document = Stream.concat(Stream.of(Markdown.of("docs/configuration.md")), vendorPages())
                .map(page -> Repository.text(page.file()))
                .collect(Collectors.joining());
        assertThat(variablesRead())
                .isNotEmpty()
                .allSatisfy(variable -> assertThat(document)
                        .containsAnyOf(
                                "`" + variable + "`",
                                "| `"
                                        + variable.replaceFirst("^[A-Z0-9]+_", "")
                                                .toLowerCase(Locale.ROOT)
                                                .replace('_', '-')
                                        + "` |"));
    }

    @Test
    void every_command_of_reel_is_documented() {
        String document = Repository.text(Repository.ROOT.resolve("docs/cli.md"));
        assertThat(CommandLines.commands())
                .hasSizeGreaterThan(10)
                .allSatisfy(command -> assertThat(document).containsPattern("(?m)^\\| `" + command + "[ `]"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("reelCommands")
    void every_reel_command_line_is_understood(List<String> words) {
        assertThat(CommandLines.usageError(words.subList(1, words.size()).toArray(String[]::new)))
                .isEmpty();
    }

    /** Runs it without a key, as a dry run: the request is validated and priced. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("orders")
    void every_order_in_the_documents_is_valid(List<String> words) {
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
    void every_build_command_names_existing_modules_and_profiles(List<String> words) {
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
    void the_documents_have_commands() {
        assertThat(orders()).isNotEmpty();
        assertThat(builds()).isNotEmpty();
    }

    private static boolean targetExists(Markdown document, String link, List<Markdown> documents) {
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

    /** Returns whether the code has the name of a setting, without its owner. */
    private static boolean isSetting(String[] ownerAndName, String code) {
        Set<String> owners = new TreeSet<>(Repository.vendors());
        owners.add("reel4j");
        return ownerAndName.length == 2
                && owners.contains(ownerAndName[0])
                && code.contains('"' + ownerAndName[1].replace('_', '-') + '"');
    }

    private static Set<String> found(Pattern pattern) {
        return found(
                pattern,
                Stream.concat(
                        Stream.of(Markdown.readme()), FOR_USERS.stream().map(name -> Markdown.of("docs/" + name))));
    }

    private static Stream<Markdown> vendorPages() {
        return Repository.vendors().stream().map(vendor -> Markdown.of("docs/vendors/" + vendor + ".md"));
    }

    private static Set<String> found(Pattern pattern, Stream<Markdown> documents) {
        return documents
                .map(document -> Repository.text(document.file()))
                .flatMap(text -> pattern.matcher(text).results())
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns the environment variables that a client and its providers read, and those that reel reads. */
    private static Set<String> variablesRead() {
        Set<String> names = ConcurrentHashMap.newKeySet();
        Settings settings = new Settings(Map.of(), name -> null, name -> {
            names.add(name);
            return name.endsWith("_API_KEY") ? "key" : null;
        });
        try (VideoClient client = VideoClient.builder()
                        .settings(settings)
                        .property("reel4j.provider", String.join(",", Repository.vendors()))
                        .callbackUrl(URI.create("https://videos.example.com"))
                        .build();
                VirtualTimeScheduler scheduler = new VirtualTimeScheduler()) {
            for (ProviderInfo provider : client.providers()) {
                VideoProvider created =
                        factory(provider.id()).create(new ProviderConfig(provider.id(), settings, scheduler));
                created.generator();
                created.tracker();
                created.pricing();
                created.downloader();
                created.close();
            }
        }
        SETTING_IN_CODE
                .matcher(sources())
                .results()
                .map(found -> Settings.variable(found.group(1), found.group(2)))
                .forEach(names::add);
        return names.stream()
                .filter(name -> VARIABLE.matcher(name).matches())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static VideoProviderFactory factory(ProviderId id) {
        return ServiceLoader.load(VideoProviderFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(factory -> factory.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Returns all main sources, and the script that starts reel. */
    private static String sources() {
        Stream<Path> java = Repository.modules().stream()
                .map(module -> Repository.ROOT.resolve(Path.of(module, "src", "main", "java")))
                .filter(Files::exists)
                .flatMap(folder -> Repository.files(folder, ".java").stream().map(folder::resolve));
        return Stream.concat(java, Stream.of(Repository.ROOT.resolve("reel")))
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

    /** Splits a line like a shell, as far as the documents need it. */
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
