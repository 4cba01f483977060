package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.WrongBehaviors.wrong;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.testkit.contract.engine.ContractDocumentReader;
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

/**
 * Tests the contract suite: every wrong provider fails exactly the rules that it breaks, and every unusual one passes.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContractMutantsTest {

    /**
     * More suites than processors run concurrently, because they mostly wait for deadlines.
     */
    private static final int CONCURRENT_SUITES = 8;

    private final List<ContractMutant> wrong = WrongBehaviors.all();
    private final List<ContractMutant> unusual = UnusualProviders.all();
    private final Map<ContractMutant, CompletableFuture<Map<String, Throwable>>> runs = new LinkedHashMap<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(CONCURRENT_SUITES);

    @BeforeAll
    void run() {
        Stream.concat(wrong.stream(), unusual.stream())
                .forEach(mutant -> runs.put(
                        mutant, CompletableFuture.supplyAsync(() -> ContractMutantSuite.failures(mutant), threads)));
    }

    @AfterAll
    void stop() {
        threads.shutdownNow();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void a_mutant_fails_exactly_the_rules_it_breaks(ContractMutant mutant) {
        Map<String, Throwable> failures = failures(mutant);
        assertThat(failures.keySet())
                .as(() -> failures.values().stream().map(Throwable::toString).collect(Collectors.joining("\n\n")))
                .containsExactlyInAnyOrderElementsOf(mutant.breaks());
        failures.forEach(CompleteRuleCheck::require);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unusual")
    void an_unusual_but_correct_provider_passes(ContractMutant mutant) {
        Map<String, Throwable> failures = failures(mutant);
        assertThat(failures)
                .as(() -> failures.values().stream().map(Throwable::toString).collect(Collectors.joining("\n\n")))
                .isEmpty();
    }

    @Test
    void every_rule_has_a_provider_that_only_it_fails() {
        Set<String> alone = wrong.stream()
                .filter(mutant -> mutant.breaks().size() == 1)
                .flatMap(mutant -> mutant.breaks().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(alone)
                .containsExactlyElementsOf(
                        new TreeSet<>(ContractDocumentReader.rules().keySet()));
    }

    @Test
    void mutants_are_many_and_have_distinct_names() {
        assertThat(wrong).hasSizeGreaterThanOrEqualTo(60);
        assertThat(unusual).hasSizeGreaterThanOrEqualTo(10);
        assertThat(runs.keySet().stream().map(ContractMutant::toString)).doesNotHaveDuplicates();
    }

    private Map<String, Throwable> failures(ContractMutant mutant) {
        return requireNonNull(runs.get(mutant)).join();
    }

    private Stream<ContractMutant> wrong() {
        return wrong.stream();
    }

    private Stream<ContractMutant> unusual() {
        return unusual.stream();
    }
}
