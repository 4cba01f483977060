package io.github.reel4j.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds every class of every module to {@link ArchitectureRules}. */
class ArchitectureTest {

    /** Immutables and Dagger write classes that nobody reads. */
    private static final Pattern GENERATED = Pattern.compile(".*/(Immutable|Dagger)[^/]*\\.class|.*_[^/]*\\.class");

    private static final JavaClasses BASE_PACKAGE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.matches(GENERATED))
            .importPackages("io.github.reel4j");

    static Stream<String> rules() {
        return ArchitectureRules.all().keySet().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void the_house_keeps_the_rule(String name) {
        ArchitectureRules.named(name).check(BASE_PACKAGE);
    }

    @Test
    @Tag("fault-79")
    void no_interrupt_is_lost_in_a_try_for_there_is_none() {
        ArchitectureRules.named("nothing is tried").check(BASE_PACKAGE);
    }

    @Test
    void every_module_is_looked_at_and_no_test_is() {
        assertThat(BASE_PACKAGE.stream().map(JavaClass::getPackageName).collect(Collectors.toSet()))
                .contains(
                        "io.github.reel4j",
                        "io.github.reel4j.model",
                        "io.github.reel4j.provider.feign",
                        "io.github.reel4j.provider.pixazo",
                        "io.github.reel4j.provider.apixo",
                        "io.github.reel4j.testkit.simulator",
                        "io.github.reel4j.cli")
                .doesNotContain("io.github.reel4j.house");
        assertThat(BASE_PACKAGE).hasSizeGreaterThan(200);
    }
}
