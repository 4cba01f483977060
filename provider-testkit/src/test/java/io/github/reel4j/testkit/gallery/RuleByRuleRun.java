package io.github.reel4j.testkit.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.testkit.contract.engine.ContractRuleReader;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs each mutant against single rules, so that mutation testing need not run all rules for each mutant. The system
 * property {@code reel4j.rules} is a regular expression that selects rules; the default is all. The build does not run
 * it, because {@link ContractMutantsTest} also checks that no other rule fails.
 */
class RuleByRuleRun {

    private static final String RULES = System.getProperty("reel4j.rules", ".*");

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("wrong")
    void a_wrong_provider_fails(String rule, ContractMutant mutant) {
        Map<String, Throwable> failures = ContractMutantSuite.failures(mutant, rule);
        assertThat(failures).containsOnlyKeys(rule);
        failures.forEach(CompleteRuleCheck::require);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("unusual")
    void an_unusual_but_correct_provider_passes(String rule, ContractMutant mutant) {
        Map<String, Throwable> failures = ContractMutantSuite.failures(mutant, rule);
        assertThat(failures)
                .as(() -> failures.values().stream().map(Throwable::toString).collect(Collectors.joining("\n\n")))
                .isEmpty();
    }

    private static Stream<Arguments> wrong() {
        return WrongBehaviors.all().stream()
                .flatMap(mutant -> rules().filter(mutant.breaks()::contains).map(rule -> Arguments.of(rule, mutant)));
    }

    private static Stream<Arguments> unusual() {
        return UnusualProviders.all().stream().flatMap(mutant -> rules().map(rule -> Arguments.of(rule, mutant)));
    }

    private static Stream<String> rules() {
        return ContractRuleReader.rules().keySet().stream().filter(rule -> rule.matches(RULES));
    }
}
