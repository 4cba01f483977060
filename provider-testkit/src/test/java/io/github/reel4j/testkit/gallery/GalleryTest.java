package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.Wrong.wrong;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.testkit.contract.WrittenContract;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the contract suite: it fails every wrong provider by the rule it breaks and no other, and passes every unusual one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GalleryTest {

    /** Most of a suite's time is spent in waiting for its deadlines, so more run at a time than there are processors. */
    private static final int AT_A_TIME = 8;

    private final List<Specimen> wrong = Wrong.all();
    private final List<Specimen> unusual = Unusual.all();
    private final Map<Specimen, CompletableFuture<Map<String, Throwable>>> runs = new LinkedHashMap<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);

    @BeforeAll
    void run() {
        Stream.concat(wrong.stream(), unusual.stream())
                .forEach(specimen -> runs.put(
                        specimen, CompletableFuture.supplyAsync(() -> SpecimenSuite.failures(specimen), threads)));
    }

    @AfterAll
    void stop() {
        threads.shutdownNow();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void a_wrong_provider_fails_by_the_rule_it_breaks_and_no_other(Specimen specimen) {
        Map<String, Throwable> failures = failures(specimen);
        assertThat(failures.keySet())
                .as(() -> failures.values().stream().map(Throwable::toString).collect(Collectors.joining("\n\n")))
                .containsExactlyInAnyOrderElementsOf(specimen.breaks());
        failures.forEach(WholeLesson::require);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unusual")
    void an_unusual_provider_passes(Specimen specimen) {
        Map<String, Throwable> failures = failures(specimen);
        assertThat(failures)
                .as(() -> failures.values().stream().map(Throwable::toString).collect(Collectors.joining("\n\n")))
                .isEmpty();
    }

    @Test
    void every_rule_has_a_provider_that_only_it_fails() {
        Set<String> alone = wrong.stream()
                .filter(specimen -> specimen.breaks().size() == 1)
                .flatMap(specimen -> specimen.breaks().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(alone)
                .containsExactlyElementsOf(new TreeSet<>(WrittenContract.rules().keySet()));
    }

    @Test
    void the_gallery_is_large_and_its_names_are_distinct() {
        assertThat(wrong).hasSizeGreaterThanOrEqualTo(60);
        assertThat(unusual).hasSizeGreaterThanOrEqualTo(10);
        assertThat(runs.keySet().stream().map(Specimen::toString)).doesNotHaveDuplicates();
    }

    private Map<String, Throwable> failures(Specimen specimen) {
        return requireNonNull(runs.get(specimen)).join();
    }

    private Stream<Specimen> wrong() {
        return wrong.stream();
    }

    private Stream<Specimen> unusual() {
        return unusual.stream();
    }
}
