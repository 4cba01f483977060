package io.github.reel4j.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import io.github.reel4j.cli.fixture.OrdersFromTwo;
import io.github.reel4j.cli.fixture.ReadsLedger;
import io.github.reel4j.cli.fixture.StartsSimulator;
import io.github.reel4j.project.fixture.BuildsFeign;
import io.github.reel4j.project.fixture.GoodProvider;
import io.github.reel4j.project.fixture.HasStaticState;
import io.github.reel4j.project.fixture.OrderHelper;
import io.github.reel4j.project.fixture.ReadsJson;
import io.github.reel4j.project.fixture.RetriesInJdk;
import io.github.reel4j.project.fixture.SleepsInThread;
import io.github.reel4j.project.fixture.UsesAsyncFeign;
import io.github.reel4j.project.fixture.UsesFeignRetryer;
import io.github.reel4j.project.fixture.UsesHttpClient;
import io.github.reel4j.project.fixture.UsesMicrometer;
import io.github.reel4j.project.fixture.UsesOldFeignRetryer;
import io.github.reel4j.project.fixture.UsesVavrTry;
import io.github.reel4j.project.unmarked.UnmarkedType;
import io.github.reel4j.provider.one.OneProvider;
import io.github.reel4j.provider.two.TwoProvider;
import io.github.reel4j.testkit.fixture.BorrowsFromTwo;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Shows that each rule fails on fixture classes that break it. */
class ArchitectureRulesFailTest {

    static Stream<Arguments> rules() {
        return Stream.of(
                arguments("Feign is built in one place", List.of(BuildsFeign.class)),
                arguments("HTTP and JSON stay in adapters", List.of(UsesHttpClient.class)),
                arguments("HTTP and JSON stay in adapters", List.of(ReadsJson.class)),
                arguments("HTTP and JSON stay in adapters", List.of(BuildsFeign.class)),
                arguments("providers are independent of each other", List.of(OneProvider.class, TwoProvider.class)),
                arguments("the cli depends on core and the simulator API", List.of(OrdersFromTwo.class)),
                arguments("the cli depends on core and the simulator API", List.of(ReadsLedger.class)),
                arguments("the cli starts simulators in two classes", List.of(StartsSimulator.class)),
                arguments("the testkit depends on no provider", List.of(BorrowsFromTwo.class)),
                arguments("Micrometer stays in its module", List.of(UsesMicrometer.class)),
                arguments("class names are specific", List.of(OrderHelper.class)),
                arguments("no automatic resend", List.of(UsesFeignRetryer.class)),
                arguments("no automatic resend", List.of(UsesOldFeignRetryer.class)),
                arguments("no automatic resend", List.of(RetriesInJdk.class)),
                arguments("no automatic resend", List.of(UsesAsyncFeign.class)),
                arguments("packages are null-marked", List.of(UnmarkedType.class)),
                arguments("no Thread.sleep", List.of(SleepsInThread.class)),
                arguments("no static state", List.of(HasStaticState.class)),
                arguments("no Vavr Try", List.of(UsesVavrTry.class)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("rules")
    void each_rule_fails_on_its_fixture_and_passes_a_good_class(String name, List<Class<?>> broken) {
        ArchRule rule = ArchitectureRules.named(name);

        assertThat(rule.evaluate(imported(broken)).hasViolation())
                .as("fails on %s", broken)
                .isTrue();
        assertThat(rule.allowEmptyShould(true)
                        .evaluate(imported(List.of(GoodProvider.class)))
                        .hasViolation())
                .as("passes %s", GoodProvider.class)
                .isFalse();
    }

    @Test
    void every_rule_is_shown_failing() {
        assertThat(rules().map(each -> each.get()[0]))
                .containsAll(ArchitectureRules.all().keySet());
    }

    /** Imports the classes, each with its package-info if it has one. */
    private static JavaClasses imported(List<Class<?>> types) {
        List<Location> locations = Stream.concat(
                        types.stream().map(type -> "/" + type.getName().replace('.', '/') + ".class"),
                        types.stream()
                                .map(type -> "/" + type.getPackageName().replace('.', '/') + "/package-info.class"))
                .map(ArchitectureRulesFailTest.class::getResource)
                .filter(Objects::nonNull)
                .map(Location::of)
                .toList();
        return new ClassFileImporter().importLocations(locations);
    }
}
