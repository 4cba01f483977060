package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.WrongBehaviors.wrong;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.testkit.contract.engine.ContractRuleReader;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests the contract suite: every wrong provider fails the rules that it breaks, and every unusual one passes all
 * rules. With the system property {@code reel4j.gallery=full}, every wrong provider runs against all rules and fails no
 * other. That takes minutes; CONTRIBUTING.md has the command. {@code reel4j.rules} is a regular expression that selects
 * rules.
 */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContractMutantsTest {

    /**
     * More suites than processors run concurrently, because they mostly wait for deadlines.
     */
    private static final int CONCURRENT_SUITES = 8;

    private static final int MIN_PROVIDERS_THAT_ONLY_ONE_RULE_FAILS = 2;

    /** Rules with many faults. Only the full product runs them for all correct providers. */
    private static final Set<String> LONG_RULES =
            Set.of("RC-202", "RC-203", "RC-212", "RC-305", "RC-321", "RC-403", "RC-501", "RC-503", "RC-701", "RC-722");

    private static final boolean FULL = "full".equals(System.getProperty("reel4j.gallery"));

    private final Set<String> rules = ContractRuleReader.rules().keySet().stream()
            .filter(rule -> rule.matches(System.getProperty("reel4j.rules", ".*")))
            .collect(Collectors.toSet());
    private final List<ContractMutant> wrong = WrongBehaviors.all();
    private final List<ContractMutant> unusual = UnusualProviders.all();
    private final Map<ContractMutant, CompletableFuture<Map<String, Throwable>>> runs = new LinkedHashMap<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(CONCURRENT_SUITES);

    @BeforeAll
    void run() {
        Set<String> shorter = new TreeSet<>(rules);
        shorter.removeAll(LONG_RULES);
        unusual.forEach(provider -> run(provider, FULL || provider.equals(unusual.get(0)) ? rules : shorter));
        wrong.forEach(provider -> run(provider, FULL ? rules : broken(provider)));
    }

    private void run(ContractMutant provider, Set<String> rules) {
        runs.put(
                provider,
                rules.isEmpty()
                        ? CompletableFuture.completedFuture(Map.of())
                        : CompletableFuture.supplyAsync(() -> ContractMutantSuite.failures(provider, rules), threads));
    }

    private Set<String> broken(ContractMutant provider) {
        return provider.breaks().stream().filter(rules::contains).collect(Collectors.toCollection(TreeSet::new));
    }

    @AfterAll
    void stop() {
        threads.shutdownNow();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void a_wrong_provider_fails_the_rules_that_it_breaks(ContractMutant mutant) {
        Map<String, Throwable> failures = failures(mutant);
        assertThat(failures.keySet())
                .as(() -> failures.values().stream().map(Throwable::toString).collect(Collectors.joining("\n\n")))
                .containsExactlyInAnyOrderElementsOf(broken(mutant));
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
    void every_rule_has_providers_that_only_it_fails() {
        Map<String, Long> alone = wrong.stream()
                .filter(mutant -> mutant.breaks().size() == 1)
                .flatMap(mutant -> mutant.breaks().stream())
                .collect(Collectors.groupingBy(rule -> rule, Collectors.counting()));
        assertThat(ContractRuleReader.rules().keySet())
                .allSatisfy(rule -> assertThat(alone.getOrDefault(rule, 0L))
                        .as("the number of wrong providers that only %s fails", rule)
                        .isGreaterThanOrEqualTo(MIN_PROVIDERS_THAT_ONLY_ONE_RULE_FAILS));
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
