package io.github.reel4j.house;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.NullMarked;

/**
 * What all modules keep to, beyond what core and each provider look after themselves; each rule by its name, so that a test can
 * show it failing.
 */
final class ArchitectureRules {

    private static final String BASE_PACKAGE = "io.github.reel4j";
    private static final String PROVIDERS = BASE_PACKAGE + ".provider..";
    private static final String PROVIDER_FEIGN = BASE_PACKAGE + ".provider.feign..";
    private static final String TESTKIT = BASE_PACKAGE + ".testkit..";
    private static final String CLI = BASE_PACKAGE + ".cli..";
    private static final String[] FEIGN_JACKSON_AND_HTTP = {
        "feign..", "com.fasterxml.jackson..", "tools.jackson..", "java.net.http..", "org.apache.hc.."
    };

    private static final ArchRule FEIGN_IS_BUILT_IN_ONE_PLACE = noClasses()
            .that()
            .resideOutsideOfPackage(PROVIDER_FEIGN)
            .should()
            .callMethod("feign.Feign", "builder")
            .because("the settings that keep Feign from sending an order twice are made once");

    private static final ArchRule HTTP_AND_JSON_STAY_IN_ADAPTERS = noClasses()
            .that()
            .resideOutsideOfPackages(PROVIDERS, TESTKIT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FEIGN_JACKSON_AND_HTTP)
            .because("core and what users see know no wire");

    private static final ArchRule PROVIDERS_DO_NOT_KNOW_EACH_OTHER = slices().matching(BASE_PACKAGE + ".provider.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(alwaysTrue(), resideInAPackage(PROVIDER_FEIGN))
            .because("a vendor is swapped by one jar");

    private static final ArchRule CLI_KNOWS_CORE_ALONE = noClasses()
            .that()
            .resideInAPackage(CLI)
            .should()
            .dependOnClassesThat(resideInAnyPackage(PROVIDERS, TESTKIT).or(resideInAnyPackage(FEIGN_JACKSON_AND_HTTP)))
            .because("reel finds providers and simulators as any program does");

    private static final ArchRule TESTKIT_KNOWS_NO_PROVIDER = noClasses()
            .that()
            .resideInAPackage(TESTKIT)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(PROVIDERS)
            .because("a simulator that shares code with a provider shares its mistakes");

    private static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS = noClasses()
            .should()
            .haveNameMatching(".*(Impl|Utils?|Helper|Manager|Base)(\\$.*)?")
            .because("such a name fits everything");

    private static final ArchRule NO_RESEND = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("feign\\.(Retryer\\$Default|DefaultRetryer|AsyncFeign|Client\\$Default|DefaultClient)")
            .because("each of them sends a paid order again by itself");

    private static final ArchRule PACKAGES_ARE_NULL_MARKED = classes()
            .should(beInAMarkedPackage())
            .because("NullAway checks marked packages only, and a package should say what it is for");

    private static final ArchRule NO_SLEEP = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", long.class, int.class)
            .because("time comes from the Timeline, so that tests need not wait for it");

    private static final ArchRule NO_STATIC_STATE =
            noFields().that().areStatic().should().notBeFinal().because("two clients with two keys must not meet");

    private static final ArchRule NO_TRY = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("io\\.vavr\\.control\\.Try(\\$.*)?|io\\.vavr\\.concurrent\\..*")
            .because(
                    "around what blocks it throws an interrupt on with its flag cleared, and catches errors of the class path");

    private ArchitectureRules() {}

    /** All rules, by what they are called in the tests. */
    static Map<String, ArchRule> all() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put("Feign is built in one place", FEIGN_IS_BUILT_IN_ONE_PLACE);
        rules.put("HTTP and JSON stay in adapters", HTTP_AND_JSON_STAY_IN_ADAPTERS);
        rules.put("providers do not know each other", PROVIDERS_DO_NOT_KNOW_EACH_OTHER);
        rules.put("the cli knows core alone", CLI_KNOWS_CORE_ALONE);
        rules.put("the testkit knows no provider", TESTKIT_KNOWS_NO_PROVIDER);
        rules.put("names say what a class is", NAMES_SAY_WHAT_A_CLASS_IS);
        rules.put("nothing sends twice", NO_RESEND);
        rules.put("packages are null-marked", PACKAGES_ARE_NULL_MARKED);
        rules.put("nobody sleeps", NO_SLEEP);
        rules.put("no static state", NO_STATIC_STATE);
        rules.put("nothing is tried", NO_TRY);
        return rules;
    }

    static ArchRule named(String name) {
        return Objects.requireNonNull(all().get(name), name);
    }

    private static ArchCondition<JavaClass> beInAMarkedPackage() {
        return new ArchCondition<>("be in a package whose package-info is annotated @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage()
                        .tryGetPackageInfo()
                        .map(info -> info.isAnnotatedWith(NullMarked.class))
                        .orElse(false);
                events.add(new SimpleConditionEvent(
                        type, marked, type.getName() + " is in the package " + type.getPackageName()));
            }
        };
    }
}
