package io.github.reel4j.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;

/**
 * The architecture rules for core. They apply to the packages under {@code root}, which is core's own or that of a
 * fixture that breaks one of them.
 */
record CoreRules(String root) {

    /** Returns the rules by the name of the fixture that breaks them. */
    Map<String, ArchRule> all() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put("modelalone", layer("model", "model"));
        rules.put("portonmodel", layer("port", "port", "model"));
        rules.put("spionport", layer("spi", "spi", "port", "model"));
        rules.put("facadeontop", facadeOnTop());
        rules.put("facadepublic", facadePublic());
        rules.put(
                "nocycles",
                slices().matching(root + ".(*)..").should().beFreeOfCycles().allowEmptyShould(true));
        rules.put("nohttp", noHttp());
        rules.put("novendor", classes().should(new NoVendorName()));
        rules.put("facadesignatures", signatures(root));
        rules.put("modelsignatures", signatures(root + ".model"));
        rules.put("names", noClasses().should().haveNameMatching(".*(Impl|Utils?|Helper|Manager|Base)"));
        rules.put(
                "exactmoney",
                classes()
                        .that()
                        .resideOutsideOfPackages(probabilistic())
                        .should(new ExactMoney())
                        .allowEmptyShould(true));
        rules.put("moneyless", moneyless());
        rules.put("purepolling", purePolling());
        rules.put("nosleep", noSleep());
        rules.put("nojdktimer", noJdkTimer());
        rules.put("oneclock", oneClock());
        rules.put("nostatics", fields().should(new NoStaticState()).allowEmptyShould(true));
        rules.put("guardedlog", guardedLog());
        rules.put("packages", classes().should(new NullMarkedPackage()));
        return rules;
    }

    private ArchRule layer(String layer, String... visible) {
        String[] allowed = new String[visible.length];
        for (int i = 0; i < visible.length; i++) {
            allowed[i] = root + "." + visible[i] + "..";
        }
        return noClasses()
                .that()
                .resideInAPackage(root + "." + layer + "..")
                .should()
                .dependOnClassesThat(ours().and(DescribedPredicate.not(resideInAnyPackage(allowed))))
                .allowEmptyShould(true);
    }

    /** Returns the packages that compute with probabilities and so may use {@code double}. */
    private String[] probabilistic() {
        return new String[] {root + ".polling..", root + ".dispatch..", root + ".tracking.."};
    }

    private ArchRule moneyless() {
        return noClasses()
                .that()
                .resideInAnyPackage(probabilistic())
                .should()
                .dependOnClassesThat()
                .haveNameMatching(".*[.](Money|Price|Estimate|BigDecimal)([$].*)?")
                .allowEmptyShould(true);
    }

    /** Keeps polling policies pure, so that simulations can run them millions of times. */
    private ArchRule purePolling() {
        return noClasses()
                .that()
                .resideInAPackage(root + ".polling..")
                .should()
                .dependOnClassesThat(ours().and(DescribedPredicate.not(resideInAPackage(root + ".polling..")))
                        .and(describe(
                                "are not part of a completion key",
                                type -> !type.getSimpleName().matches("ProviderId|Operation|Resolution"))))
                .allowEmptyShould(true);
    }

    private DescribedPredicate<JavaClass> ours() {
        return resideInAPackage(root + "..");
    }

    private ArchRule facadeOnTop() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root)
                .should()
                .dependOnClassesThat(resideInAPackage(root))
                .allowEmptyShould(true);
    }

    /** The facade package holds only public types, so that its internals live in packages that are not exported. */
    private ArchRule facadePublic() {
        return classes()
                .that()
                .resideInAPackage(root)
                .and()
                .areTopLevelClasses()
                .and()
                .doNotHaveSimpleName("package-info")
                .should()
                .bePublic()
                .allowEmptyShould(true);
    }

    private static ArchRule noHttp() {
        return noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "feign..",
                                "com.fasterxml..",
                                "tools.jackson..",
                                "java.net.http..",
                                "org.apache.hc..",
                                "javax.net..",
                                "com.sun..")
                        .and(not(type(SSLContext.class)))) // an option, which core only passes on
                .orShould()
                .dependOnClassesThat(describe(
                        "open connections",
                        type -> type.getName()
                                .matches("java\\.net\\.(.*Socket.*|HttpURLConnection)"
                                        + "|java\\.nio\\.channels\\..*Socket.*")));
    }

    private static ArchRule signatures(String inPackage) {
        return classes()
                .that()
                .resideInAPackage(inPackage)
                .and()
                .arePublic()
                .should(new PlainSignatures())
                .allowEmptyShould(true);
    }

    private static ArchRule noSleep() {
        return noClasses()
                .should()
                .callMethodWhere(describe(
                        "sleeps",
                        call -> call.getName().equals("sleep")
                                && call.getTargetOwner().getName().matches("java\\.lang\\.Thread|.*\\.TimeUnit")));
    }

    /** The JDK starts the thread of this timer once. It would keep the class loader of the first caller forever. */
    private static ArchRule noJdkTimer() {
        return noClasses()
                .should()
                .callMethodWhere(describe(
                        "starts the timer of CompletableFuture",
                        call -> call.getTargetOwner().isAssignableTo(CompletableFuture.class)
                                && call.getName().matches("orTimeout|completeOnTimeout|delayedExecutor")));
    }

    /** Requires {@code SafeLog}, because any call of a logging back end may throw. */
    private static ArchRule guardedLog() {
        return noClasses()
                .that()
                .haveNameNotMatching(".*[.]SafeLog([$].*)?")
                .should()
                .dependOnClassesThat(resideInAPackage("org.slf4j.."));
    }

    private static ArchRule oneClock() {
        return noClasses()
                .that()
                .doNotHaveSimpleName("SystemScheduler")
                .should()
                .callMethodWhere(describe(
                        "reads a clock",
                        call -> (call.getTargetOwner().getName() + "." + call.getName())
                                .matches("java\\.lang\\.System\\.(currentTimeMillis|nanoTime)"
                                        + "|java\\.time\\.\\w+\\.(now|system.*)")));
    }
}
