package io.github.reel4j.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import org.junit.jupiter.api.Test;

/** Names say what they mean in the field's standard terms, in main and in test code. */
class NamesTest {

    private static final List<DeclaredName> MAIN = declared("src/main/java");
    private static final List<DeclaredName> ALL =
            Stream.concat(MAIN.stream(), declared("src/test/java").stream()).toList();

    /** Nested types whose name is an idiom, or the same in each provider; they are read with their owner. */
    private static final Set<String> IDIOMS = Set.of("Builder", "Factory", "Input", "Ports");

    @Test
    void no_name_contains_a_banned_word() {
        assertThat(BannedWords.violations(ALL)).isEmpty();
    }

    @Test
    void every_allowed_phrase_is_needed() {
        assertThat(BannedWords.unusedPhrases(ALL)).isEmpty();
    }

    @Test
    void a_banned_word_is_found_in_every_kind_of_name() {
        List<DeclaredName> names = DeclaredName.of(List.of(source("""
                class LaneRegistry {
                    static final int MOST_BYTES = 1;
                    private int lentCount;
                    record Wire(String reply) {}
                    enum State { SETTLED }
                    interface Sink { void tellAll(); }
                    void goOn() { new Object() { void askAgain() {} }; }
                    void a_request_is_lent_and_given_up() {}
                    int plannedPlanes;
                    @Override public String answer() { return ""; }
                }
                """)));

        assertThat(BannedWords.violations(names))
                .extracting(violation -> violation.replaceAll("^\\S+: (\\S+) contains '(.*)'; use .*$", "$1 $2"))
                .containsExactly(
                        "LaneRegistry lane",
                        "LaneRegistry#MOST_BYTES most",
                        "LaneRegistry#lentCount lent",
                        "LaneRegistry.Wire#reply reply",
                        "LaneRegistry.State#SETTLED settled",
                        "LaneRegistry.Sink#tellAll tell",
                        "LaneRegistry#goOn go on",
                        "LaneRegistry#askAgain ask",
                        "LaneRegistry#a_request_is_lent_and_given_up lent",
                        "LaneRegistry#a_request_is_lent_and_given_up given up");
    }

    @Test
    void no_two_main_types_have_the_same_simple_name() {
        Map<String, List<String>> places = MAIN.stream()
                .filter(name -> name.kind() == DeclaredName.Kind.TYPE && !name.nestedPrivate())
                .filter(name -> !IDIOMS.contains(name.name()))
                .collect(Collectors.groupingBy(
                        DeclaredName::name, Collectors.mapping(DeclaredName::location, Collectors.toList())));
        places.values().removeIf(locations -> locations.size() == 1);

        assertThat(places).isEmpty();
    }

    @Test
    void test_names_have_at_most_60_characters() {
        assertThat(ALL)
                .filteredOn(name ->
                        name.kind() == DeclaredName.Kind.METHOD && name.name().contains("_"))
                .filteredOn(name -> name.name().length() > 60)
                .extracting(name -> name.location() + " " + name.name())
                .isEmpty();
    }

    /** Returns what all modules declare below a folder; benchmarks, fuzz targets and examples count as modules. */
    private static List<DeclaredName> declared(String folder) {
        Stream<Path> folders = Stream.concat(
                        Repository.modules().stream(),
                        Stream.of("benchmarks", "fuzz", "examples/order-queue", "examples/video-shop"))
                .map(module -> Repository.ROOT.resolve(module).resolve(folder))
                .filter(path -> path.toFile().isDirectory());
        return DeclaredName.of(JavaSources.below(folders));
    }

    private static JavaFileObject source(String text) {
        return new SimpleJavaFileObject(URI.create("string:///Fixture.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }
}
