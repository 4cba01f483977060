package io.github.reel4j.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Shows that each rule can fail: its fixture breaks this rule and no other. */
class CoreRulesFailTest {

    private static final String FIXTURES = "io.github.reel4j.architecture.fixture.";

    private static final JavaClasses ALL = new ClassFileImporter()
            .importUrl(Objects.requireNonNull(CoreRulesFailTest.class.getResource("fixture/"), "the fixtures"));

    static Stream<String> rules() {
        return new CoreRules("any").all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void fixture_breaks_exactly_this_rule(String name) {
        JavaClasses fixture = ALL.that(resideInAPackage(FIXTURES + name + ".."));
        List<String> broken = new CoreRules(FIXTURES + name)
                .all().entrySet().stream()
                        .filter(rule -> rule.getValue().evaluate(fixture).hasViolation())
                        .map(Map.Entry::getKey)
                        .toList();
        assertThat(fixture).isNotEmpty();
        assertThat(broken).containsExactly(name);
    }
}
