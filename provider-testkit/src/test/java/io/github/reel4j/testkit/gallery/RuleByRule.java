package io.github.reel4j.testkit.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.testkit.contract.WrittenContract;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The gallery one rule at a time, so that mutation testing need not run all rules for each specimen: the rules that the system
 * property {@code reel4j.rules}, a regular expression, matches, or all. The build does not run it: there {@link GalleryTest} sees more,
 * namely that no other rule fails.
 */
class RuleByRule {

    private static final String RULES = System.getProperty("reel4j.rules", ".*");

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("wrong")
    void a_wrong_provider_fails(String rule, Specimen specimen) {
        Map<String, Throwable> failures = SpecimenSuite.failures(specimen, rule);
        assertThat(failures).containsOnlyKeys(rule);
        failures.forEach(WholeLesson::require);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("unusual")
    void an_unusual_provider_passes(String rule, Specimen specimen) {
        Map<String, Throwable> failures = SpecimenSuite.failures(specimen, rule);
        assertThat(failures)
                .as(() -> failures.values().stream().map(Throwable::toString).collect(Collectors.joining("\n\n")))
                .isEmpty();
    }

    private static Stream<Arguments> wrong() {
        return Wrong.all().stream()
                .flatMap(specimen ->
                        rules().filter(specimen.breaks()::contains).map(rule -> Arguments.of(rule, specimen)));
    }

    private static Stream<Arguments> unusual() {
        return Unusual.all().stream().flatMap(specimen -> rules().map(rule -> Arguments.of(rule, specimen)));
    }

    private static Stream<String> rules() {
        return WrittenContract.rules().keySet().stream().filter(rule -> rule.matches(RULES));
    }
}
