package io.github.reel4j.testkit.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import java.net.URI;
import java.util.List;

/**
 * What a provider module keeps to, so that it cannot send twice, leak a key or lean on another vendor. Each rule is a constant of
 * its own, so that a test can show it failing.
 */
public final class ProviderRules {

    private static final String BASE_PACKAGE = "io.github.reel4j.";

    private static final DescribedPredicate<JavaMethod> TAKES_URI = DescribedPredicate.describe(
            "take a URI",
            method -> method.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(URI.class)));

    private static final DescribedPredicate<JavaMethod> HAS_BODY_IN_FEIGN_INTERFACE = DescribedPredicate.describe(
            "are default methods of a Feign interface",
            method -> method.getOwner().isInterface()
                    && !method.getModifiers().contains(JavaModifier.ABSTRACT)
                    && !method.getModifiers().contains(JavaModifier.STATIC)
                    && isFeignInterface(method.getOwner()));

    public static final ArchRule ONLY_THE_FACTORY_IS_PUBLIC = classes()
            .that()
            .arePublic()
            .and()
            .areTopLevelClasses()
            .should()
            .haveSimpleNameEndingWith("ProviderFactory")
            .because("users meet a provider through the service loader alone");

    public static final ArchRule FEIGN_IS_BUILT_ELSEWHERE = noClasses()
            .should()
            .callMethod("feign.Feign", "builder")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("feign\\.(Retryer\\$Default|DefaultRetryer|AsyncFeign|Client\\$Default|DefaultClient)")
            .because("Feign's defaults send an order up to five times; provider-feign has the safe settings");

    public static final ArchRule NO_HTTP_OF_ITS_OWN = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("java.net.http..")
                    .or(resideInAPackage("org.apache.hc.."))
                    .or(resideInAPackage("okhttp3..")))
            .because("deadlines, caps and the single send are in provider-feign's client");

    public static final ArchRule NO_DEFAULT_METHODS_IN_FEIGN_INTERFACES = noMethods()
            .should(ArchConditions.be(HAS_BODY_IN_FEIGN_INTERFACE))
            .because("Feign cannot call them on the module path")
            .allowEmptyShould(true);

    public static final ArchRule NO_URI_PARAMETERS = noMethods()
            .that()
            .areDeclaredInClassesThat(
                    DescribedPredicate.describe("are Feign interfaces", ProviderRules::isFeignInterface))
            .should(ArchConditions.be(TAKES_URI))
            .because("Feign would send the key to whatever host the URI names")
            .allowEmptyShould(true);

    public static final ArchRule NO_SLEEP_AND_NO_CLOCK = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod("java.time.Instant", "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("time comes from the Timeline, so that tests need not wait for it");

    public static final ArchRule NO_STATIC_STATE = noFields()
            .that()
            .areStatic()
            .should()
            .notBeFinal()
            .because("two clients with two keys must not meet")
            .allowEmptyShould(true);

    public static final List<ArchRule> ALL = List.of(
            ONLY_THE_FACTORY_IS_PUBLIC,
            FEIGN_IS_BUILT_ELSEWHERE,
            NO_HTTP_OF_ITS_OWN,
            NO_DEFAULT_METHODS_IN_FEIGN_INTERFACES,
            NO_URI_PARAMETERS,
            NO_SLEEP_AND_NO_CLOCK,
            NO_STATIC_STATE);

    private ProviderRules() {}

    /** A provider in {@code ownPackage} uses no other provider. */
    public static ArchRule noOtherProvider(String ownPackage) {
        return noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage(BASE_PACKAGE + "provider..")
                        .and(resideOutsideOfPackage(BASE_PACKAGE + "provider.feign.."))
                        .and(resideOutsideOfPackage(ownPackage + "..")))
                .because("a vendor is swapped by one jar");
    }

    private static boolean isFeignInterface(JavaClass type) {
        return type.getMethods().stream().anyMatch(method -> method.isAnnotatedWith("feign.RequestLine"));
    }
}
