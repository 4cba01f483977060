package io.github.reel4j.project;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.github.reel4j.testkit.simulator.VendorSimulator;
import io.github.reel4j.testkit.simulator.VendorSimulatorFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.NullMarked;

/**
 * The ArchUnit rules for all modules, by name. Core and the providers also have rules of their own.
 */
final class ArchitectureRules {

    private static final String BASE_PACKAGE = "io.github.reel4j";
    private static final String PROVIDERS = BASE_PACKAGE + ".provider..";
    private static final String PROVIDER_FEIGN = BASE_PACKAGE + ".provider.feign..";
    private static final String TESTKIT = BASE_PACKAGE + ".testkit..";
    private static final String QUEUE = BASE_PACKAGE + ".queue..";
    private static final String MICROMETER = BASE_PACKAGE + ".micrometer..";
    private static final String CLI = BASE_PACKAGE + ".cli..";
    private static final String[] FEIGN_JACKSON_AND_HTTP = {
        "feign..", "com.fasterxml.jackson..", "tools.jackson..", "java.net.http..", "org.apache.hc.."
    };

    private static final DescribedPredicate<JavaClass> SIMULATOR_API =
            equivalentTo(VendorSimulator.class).or(equivalentTo(VendorSimulatorFactory.class));

    private static final ArchRule FEIGN_IS_BUILT_IN_ONE_PLACE = noClasses()
            .that()
            .resideOutsideOfPackage(PROVIDER_FEIGN)
            .should()
            .callMethod("feign.Feign", "builder")
            .because("the settings that keep Feign from sending an order twice are made once");

    private static final ArchRule HTTP_AND_JSON_STAY_IN_ADAPTERS = noClasses()
            .that()
            .resideOutsideOfPackages(PROVIDERS, TESTKIT, QUEUE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FEIGN_JACKSON_AND_HTTP)
            .because("core and the public API are independent of HTTP and JSON");

    private static final ArchRule PROVIDERS_ARE_INDEPENDENT = slices().matching(BASE_PACKAGE + ".provider.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(alwaysTrue(), resideInAPackage(PROVIDER_FEIGN))
            .because("replacing one jar must be enough to change the vendor");

    private static final ArchRule CLI_DEPENDS_ON_CORE_AND_SIMULATOR_API = noClasses()
            .that()
            .resideInAPackage(CLI)
            .should()
            .dependOnClassesThat(resideInAPackage(PROVIDERS)
                    .or(resideInAPackage(TESTKIT).and(not(SIMULATOR_API)))
                    .or(resideInAnyPackage(FEIGN_JACKSON_AND_HTTP)))
            .because("reel discovers providers and simulators through ServiceLoader, as any program does");

    private static final ArchRule CLI_STARTS_SIMULATORS_IN_TWO_CLASSES = noClasses()
            .that()
            .resideInAPackage(CLI)
            .and()
            .haveNameNotMatching(".*\\.(RunningSimulators|SimulatorRegistry)")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(TESTKIT)
            .because("SimulatorRegistry finds the simulators and RunningSimulators runs them");

    private static final ArchRule TESTKIT_DEPENDS_ON_NO_PROVIDER = noClasses()
            .that()
            .resideInAPackage(TESTKIT)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(PROVIDERS)
            .because("a simulator that shares code with a provider also shares its bugs");

    private static final ArchRule MICROMETER_STAYS_IN_ITS_MODULE = noClasses()
            .that()
            .resideOutsideOfPackage(MICROMETER)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.micrometer..")
            .because("a program without metrics needs no metrics library");

    private static final ArchRule CLASS_NAMES_ARE_SPECIFIC = noClasses()
            .should()
            .haveNameMatching(".*(Impl|Utils?|Helper|Manager|Base)(\\$.*)?")
            .because("such a name does not describe the class");

    private static final ArchRule NO_RESEND = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("feign\\.(Retryer\\$Default|DefaultRetryer|AsyncFeign|Client\\$Default|DefaultClient)")
            .because("each of them may resend a paid order");

    private static final ArchRule PACKAGES_ARE_NULL_MARKED =
            classes().should(beInAMarkedPackage()).because("NullAway only checks marked packages");

    private static final ArchRule NO_SLEEP = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", long.class, int.class)
            .because("time comes from the Scheduler, so that tests can use virtual time");

    private static final ArchRule NO_STATIC_STATE =
            noFields().that().areStatic().should().notBeFinal().because("two clients must not share state");

    private static final ArchRule NO_TRY = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("io\\.vavr\\.control\\.Try(\\$.*)?|io\\.vavr\\.concurrent\\..*")
            .because("it rethrows an interrupt with the flag cleared, and it catches linkage errors");

    private ArchitectureRules() {}

    /** Returns all rules by name. */
    static Map<String, ArchRule> all() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put("Feign is built in one place", FEIGN_IS_BUILT_IN_ONE_PLACE);
        rules.put("HTTP and JSON stay in adapters", HTTP_AND_JSON_STAY_IN_ADAPTERS);
        rules.put("providers are independent of each other", PROVIDERS_ARE_INDEPENDENT);
        rules.put("the cli depends on core and the simulator API", CLI_DEPENDS_ON_CORE_AND_SIMULATOR_API);
        rules.put("the cli starts simulators in two classes", CLI_STARTS_SIMULATORS_IN_TWO_CLASSES);
        rules.put("the testkit depends on no provider", TESTKIT_DEPENDS_ON_NO_PROVIDER);
        rules.put("Micrometer stays in its module", MICROMETER_STAYS_IN_ITS_MODULE);
        rules.put("class names are specific", CLASS_NAMES_ARE_SPECIFIC);
        rules.put("no automatic resend", NO_RESEND);
        rules.put("packages are null-marked", PACKAGES_ARE_NULL_MARKED);
        rules.put("no Thread.sleep", NO_SLEEP);
        rules.put("no static state", NO_STATIC_STATE);
        rules.put("no Vavr Try", NO_TRY);
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
