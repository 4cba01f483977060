package io.github.reel4j.project;

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

/** Checks all classes of all modules against {@link ArchitectureRules}. */
class ArchitectureTest {

    /** The classes that Immutables and Dagger generate. */
    private static final Pattern GENERATED = Pattern.compile(".*/(Immutable|Dagger)[^/]*\\.class|.*_[^/]*\\.class");

    private static final JavaClasses MAIN_CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.matches(GENERATED))
            .importPackages("io.github.reel4j");

    static Stream<String> rules() {
        return ArchitectureRules.all().keySet().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void every_module_keeps_the_rule(String name) {
        ArchitectureRules.named(name).check(MAIN_CLASSES);
    }

    @Test
    @Tag("fault-79")
    void vavr_try_is_not_used() {
        ArchitectureRules.named("no Vavr Try").check(MAIN_CLASSES);
    }

    @Test
    void the_rules_check_every_module_and_no_test() {
        assertThat(MAIN_CLASSES.stream().map(JavaClass::getPackageName).collect(Collectors.toSet()))
                .contains(
                        "io.github.reel4j",
                        "io.github.reel4j.model",
                        "io.github.reel4j.provider.feign",
                        "io.github.reel4j.provider.pixazo",
                        "io.github.reel4j.provider.apixo",
                        "io.github.reel4j.provider.dashscope",
                        "io.github.reel4j.provider.fal",
                        "io.github.reel4j.testkit.simulator",
                        "io.github.reel4j.micrometer",
                        "io.github.reel4j.cli")
                .doesNotContain("io.github.reel4j.project");
        assertThat(MAIN_CLASSES).hasSizeGreaterThan(200);
    }
}
