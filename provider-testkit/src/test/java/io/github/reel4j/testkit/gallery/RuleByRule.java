package io.github.reel4j.testkit.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.testkit.contract.WrittenContract;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The gallery one rule at a time, so that mutation testing need not run all rules for each specimen. Its name keeps the build from
 * running it: there {@link GalleryTest} sees more, namely that no other rule fails.
 */
class RuleByRule {

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("wrong")
    void a_wrong_provider_fails(String rule, Specimen specimen) {
        Map<String, Throwable> failures = SpecimenSuite.failures(specimen, rule);
        assertThat(failures).containsOnlyKeys(rule);
        assertThat(failures.get(rule))
                .hasMessageStartingWith(rule + " MUST")
                .hasMessageContaining("provider 'acme'   FAILED")
                .hasMessageNotContaining("canary")
                .hasMessageContainingAll("  given   ", "  then    ", "  but     ", "  breaks  ", "  likely  ")
                .hasMessageEndingWith("  read    docs/provider-contract.md#" + rule.toLowerCase(Locale.ROOT));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void a_correct_provider_passes(String rule) {
        passes(SpecimenSuite.failures(Unusual.all().get(0), rule));
    }

    @ParameterizedTest
    @MethodSource("unusual")
    void an_unusual_provider_passes_all(Specimen specimen) {
        passes(SpecimenSuite.failures(specimen));
    }

    private static void passes(Map<String, Throwable> failures) {
        assertThat(failures)
                .as(() -> failures.values().stream().map(Throwable::toString).collect(Collectors.joining("\n\n")))
                .isEmpty();
    }

    private static Stream<Arguments> wrong() {
        return Wrong.all().stream()
                .flatMap(specimen -> specimen.breaks().stream().map(rule -> Arguments.of(rule, specimen)));
    }

    private static List<String> rules() {
        return List.copyOf(WrittenContract.rules().keySet());
    }

    private static List<Specimen> unusual() {
        return Unusual.all();
    }
}
