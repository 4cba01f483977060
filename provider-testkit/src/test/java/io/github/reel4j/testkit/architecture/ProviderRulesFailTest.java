package io.github.reel4j.testkit.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.github.reel4j.testkit.architecture.fixture.BadProvider;
import io.github.reel4j.testkit.architecture.fixture.GoodProviderFactory;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that each rule fails for a class that breaks it and no other rule. */
class ProviderRulesFailTest {

    static Stream<Arguments> rules() {
        return Stream.of(
                arguments(ProviderRules.ONLY_THE_FACTORY_IS_PUBLIC, List.of(BadProvider.class)),
                arguments(ProviderRules.NO_HTTP_OF_ITS_OWN, List.of(BadProvider.UsesHttp.class)),
                arguments(ProviderRules.NO_HTTP_OF_ITS_OWN, List.of(BadProvider.UsesUrlConnection.class)),
                arguments(ProviderRules.NO_HTTP_OF_ITS_OWN, List.of(BadProvider.OpensUrl.class)),
                arguments(ProviderRules.NO_HTTP_OF_ITS_OWN, List.of(BadProvider.UsesSocket.class)),
                arguments(ProviderRules.NO_INTERNALS_OF_PROVIDER_FEIGN, List.of(BadProvider.UsesInternals.class)),
                arguments(ProviderRules.NO_SLEEP_AND_NO_CLOCK, List.of(BadProvider.Sleeps.class)),
                arguments(ProviderRules.NO_STATIC_STATE, List.of(BadProvider.RemembersForAll.class)),
                arguments(ProviderRules.FEIGN_IS_BUILT_ELSEWHERE, List.of(BadProvider.BuildsFeign.class)),
                arguments(ProviderRules.NO_DEFAULT_METHODS_IN_FEIGN_INTERFACES, List.of(BadProvider.DefaultApi.class)),
                arguments(ProviderRules.NO_URI_PARAMETERS, List.of(BadProvider.UriApi.class)),
                arguments(
                        ProviderRules.noOtherProvider("io.github.reel4j.provider.other"),
                        List.of(BadProvider.LeansOnAnother.class)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void a_rule_fails_on_its_fixture_and_passes_a_good_provider(ArchRule rule, List<Class<?>> broken) {
        JavaClasses bad = new ClassFileImporter().importClasses(broken);
        JavaClasses good =
                new ClassFileImporter().importClasses(GoodProviderFactory.class, GoodProviderFactory.Api.class);

        assertThat(rule.evaluate(bad).hasViolation()).as("fails on %s", broken).isTrue();
        assertThat(rule.evaluate(good).hasViolation()).as("passes %s", good).isFalse();
    }

    @Test
    void every_rule_is_shown_failing() {
        List<ArchRule> shown = rules().map(each -> (ArchRule) each.get()[0]).toList();
        assertThat(shown).containsAll(ProviderRules.ALL);
    }
}
