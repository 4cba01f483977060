package io.github.reel4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.reel4j.testkit.contract.support.LocaleAndZone;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Tests that rules that change the defaults of the JVM declare it, because rules run in parallel. */
class RulesThatRunAloneTest {

    private final JavaClasses contract = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.github.reel4j.testkit.contract");

    @Test
    void a_rule_that_changes_the_default_locale_has_a_lock() {
        List<JavaMethod> rules = contract.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith(Test.class) && changesDefaults(method))
                .toList();

        assertThat(rules)
                .as("rules that call LocaleAndZone, some of them through another class")
                .extracting(RulesThatRunAloneTest::id)
                .contains("RC-102", "RC-308", "RC-602", "RC-804");
        assertThat(rules)
                .allSatisfy(rule -> assertThat(rule.reflect().getAnnotationsByType(ResourceLock.class))
                        .as("the resource locks of %s", id(rule))
                        .hasSize(2));
    }

    private static String id(JavaMethod rule) {
        return RuleMethod.id(rule.getAnnotationOfType(DisplayName.class).value());
    }

    private static boolean changesDefaults(JavaMethod rule) {
        Set<JavaCodeUnit> seen = new HashSet<>();
        Deque<JavaCodeUnit> open = new ArrayDeque<>(List.of(rule));
        while (!open.isEmpty()) {
            JavaCodeUnit unit = open.pop();
            if (unit.getOwner().isEquivalentTo(LocaleAndZone.class)) {
                return true;
            }
            if (seen.add(unit)) {
                unit.getCallsFromSelf().stream()
                        .map(JavaAccess::getTarget)
                        .forEach(target -> target.resolveMember()
                                .filter(JavaCodeUnit.class::isInstance)
                                .map(JavaCodeUnit.class::cast)
                                .ifPresent(open::push));
            }
        }
        return false;
    }
}
