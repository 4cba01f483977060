package io.github.reel4j.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import io.github.reel4j.cli.fixture.OrdersFromTwo;
import io.github.reel4j.house.fixture.BuildsFeign;
import io.github.reel4j.house.fixture.GoodProvider;
import io.github.reel4j.house.fixture.HasStaticState;
import io.github.reel4j.house.fixture.OrderHelper;
import io.github.reel4j.house.fixture.ReadsJson;
import io.github.reel4j.house.fixture.RetriesInJdk;
import io.github.reel4j.house.fixture.SleepsInThread;
import io.github.reel4j.house.fixture.UsesAsyncFeign;
import io.github.reel4j.house.fixture.UsesFeignRetryer;
import io.github.reel4j.house.fixture.UsesHttpClient;
import io.github.reel4j.house.fixture.UsesOldFeignRetryer;
import io.github.reel4j.house.fixture.UsesVavrTry;
import io.github.reel4j.house.unmarked.UnmarkedType;
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

/** A rule that cannot fail is a defect: each is shown failing on classes that break it, one by one. */
class ArchitectureRulesFailTest {

    static Stream<Arguments> rules() {
        return Stream.of(
                arguments("Feign is built in one place", List.of(BuildsFeign.class)),
                arguments("HTTP and JSON stay in adapters", List.of(UsesHttpClient.class)),
                arguments("HTTP and JSON stay in adapters", List.of(ReadsJson.class)),
                arguments("HTTP and JSON stay in adapters", List.of(BuildsFeign.class)),
                arguments("providers do not know each other", List.of(OneProvider.class, TwoProvider.class)),
                arguments("the cli knows core alone", List.of(OrdersFromTwo.class)),
                arguments("the testkit knows no provider", List.of(BorrowsFromTwo.class)),
                arguments("names say what a class is", List.of(OrderHelper.class)),
                arguments("nothing sends twice", List.of(UsesFeignRetryer.class)),
                arguments("nothing sends twice", List.of(UsesOldFeignRetryer.class)),
                arguments("nothing sends twice", List.of(RetriesInJdk.class)),
                arguments("nothing sends twice", List.of(UsesAsyncFeign.class)),
                arguments("packages are null-marked", List.of(UnmarkedType.class)),
                arguments("nobody sleeps", List.of(SleepsInThread.class)),
                arguments("no static state", List.of(HasStaticState.class)),
                arguments("nothing is tried", List.of(UsesVavrTry.class)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("rules")
    void a_rule_fails_on_what_breaks_it_and_passes_what_does_not(String name, List<Class<?>> broken) {
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

    /** With the package-info of each class, where there is one. */
    private static JavaClasses imported(List<Class<?>> types) {
        List<Location> places = Stream.concat(
                        types.stream().map(type -> "/" + type.getName().replace('.', '/') + ".class"),
                        types.stream()
                                .map(type -> "/" + type.getPackageName().replace('.', '/') + "/package-info.class"))
                .map(ArchitectureRulesFailTest.class::getResource)
                .filter(Objects::nonNull)
                .map(Location::of)
                .toList();
        return new ClassFileImporter().importLocations(places);
    }
}
