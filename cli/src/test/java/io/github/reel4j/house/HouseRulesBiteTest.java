package io.github.reel4j.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import io.github.reel4j.cli.fixture.OrdersFromTwo;
import io.github.reel4j.house.bare.Unmarked;
import io.github.reel4j.house.fixture.BuildsFeign;
import io.github.reel4j.house.fixture.Good;
import io.github.reel4j.house.fixture.LetsTheJdkSendAgain;
import io.github.reel4j.house.fixture.OrderHelper;
import io.github.reel4j.house.fixture.ReadsJson;
import io.github.reel4j.house.fixture.RemembersForAll;
import io.github.reel4j.house.fixture.SendsAgain;
import io.github.reel4j.house.fixture.SendsAgainByTheOldName;
import io.github.reel4j.house.fixture.SendsAside;
import io.github.reel4j.house.fixture.Sleeps;
import io.github.reel4j.house.fixture.SpeaksHttp;
import io.github.reel4j.house.fixture.TriesToWait;
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
class HouseRulesBiteTest {

    static Stream<Arguments> rules() {
        return Stream.of(
                arguments("Feign is built in one place", List.of(BuildsFeign.class)),
                arguments("HTTP and JSON stay in adapters", List.of(SpeaksHttp.class)),
                arguments("HTTP and JSON stay in adapters", List.of(ReadsJson.class)),
                arguments("HTTP and JSON stay in adapters", List.of(BuildsFeign.class)),
                arguments("providers do not know each other", List.of(OneProvider.class, TwoProvider.class)),
                arguments("the cli knows core alone", List.of(OrdersFromTwo.class)),
                arguments("the testkit knows no provider", List.of(BorrowsFromTwo.class)),
                arguments("names say what a class is", List.of(OrderHelper.class)),
                arguments("nothing sends twice", List.of(SendsAgain.class)),
                arguments("nothing sends twice", List.of(SendsAgainByTheOldName.class)),
                arguments("nothing sends twice", List.of(LetsTheJdkSendAgain.class)),
                arguments("nothing sends twice", List.of(SendsAside.class)),
                arguments("packages are null-marked", List.of(Unmarked.class)),
                arguments("nobody sleeps", List.of(Sleeps.class)),
                arguments("no static state", List.of(RemembersForAll.class)),
                arguments("nothing is tried", List.of(TriesToWait.class)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("rules")
    void a_rule_fails_on_what_breaks_it_and_passes_what_does_not(String name, List<Class<?>> broken) {
        ArchRule rule = HouseRules.named(name);

        assertThat(rule.evaluate(imported(broken)).hasViolation())
                .as("fails on %s", broken)
                .isTrue();
        assertThat(rule.allowEmptyShould(true)
                        .evaluate(imported(List.of(Good.class)))
                        .hasViolation())
                .as("passes %s", Good.class)
                .isFalse();
    }

    @Test
    void every_rule_is_shown_failing() {
        assertThat(rules().map(each -> each.get()[0]))
                .containsAll(HouseRules.all().keySet());
    }

    /** With the package-info of each class, where there is one. */
    private static JavaClasses imported(List<Class<?>> types) {
        List<Location> places = Stream.concat(
                        types.stream().map(type -> "/" + type.getName().replace('.', '/') + ".class"),
                        types.stream()
                                .map(type -> "/" + type.getPackageName().replace('.', '/') + "/package-info.class"))
                .map(HouseRulesBiteTest.class::getResource)
                .filter(Objects::nonNull)
                .map(Location::of)
                .toList();
        return new ClassFileImporter().importLocations(places);
    }
}
