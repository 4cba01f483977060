package io.github.reel4j.testkit.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
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
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.NetworkChannel;
import java.util.List;

/**
 * Architecture rules for provider modules, which keep a provider from sending an order twice, leaking an API key or
 * depending on another provider. {@link ProviderArchitectureContract} checks them.
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

    /** Only the factory is public. */
    public static final ArchRule ONLY_THE_FACTORY_IS_PUBLIC = classes()
            .that()
            .arePublic()
            .and()
            .areTopLevelClasses()
            .should()
            .haveSimpleNameEndingWith("ProviderFactory")
            .because("users get a provider from the ServiceLoader only");

    /** Only provider-feign builds Feign clients. */
    public static final ArchRule FEIGN_IS_BUILT_ELSEWHERE = noClasses()
            .should()
            .callMethod("feign.Feign", "builder")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("feign\\.(Retryer\\$Default|DefaultRetryer|AsyncFeign|Client\\$Default|DefaultClient)")
            .because("Feign's defaults send an order up to five times; provider-feign has the safe settings");

    /** A provider uses no HTTP client of its own. */
    public static final ArchRule NO_HTTP_OF_ITS_OWN = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("java.net.http..")
                    .or(resideInAPackage("org.apache.hc.."))
                    .or(resideInAPackage("okhttp3.."))
                    .or(assignableTo(URLConnection.class))
                    .or(assignableTo(Socket.class))
                    .or(assignableTo(NetworkChannel.class)))
            .orShould()
            .callMethod(URL.class, "openConnection")
            .orShould()
            .callMethod(URL.class, "openStream")
            .because("deadlines, size limits and the single send are in the client of provider-feign");

    /** Providers use only the exported package of provider-feign. */
    public static final ArchRule NO_INTERNALS_OF_PROVIDER_FEIGN = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage(BASE_PACKAGE + "provider.feign.*.."))
            .because("only the package " + BASE_PACKAGE
                    + "provider.feign is API; the class path does not hide the others");

    /** Feign interfaces have no default methods. */
    public static final ArchRule NO_DEFAULT_METHODS_IN_FEIGN_INTERFACES = noMethods()
            .should(ArchConditions.be(HAS_BODY_IN_FEIGN_INTERFACE))
            .because("Feign cannot call them on the module path")
            .allowEmptyShould(true);

    /** Methods of Feign interfaces have no {@code URI} parameters. */
    public static final ArchRule NO_URI_PARAMETERS = noMethods()
            .that()
            .areDeclaredInClassesThat(
                    DescribedPredicate.describe("are Feign interfaces", ProviderRules::isFeignInterface))
            .should(ArchConditions.be(TAKES_URI))
            .because("Feign would send the API key to the host of the URI")
            .allowEmptyShould(true);

    /** A provider neither sleeps nor reads the system clock. */
    public static final ArchRule NO_SLEEP_AND_NO_CLOCK = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod("java.time.Instant", "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("time comes from the Scheduler, so that tests can control it");

    /** A provider has no mutable static fields. */
    public static final ArchRule NO_STATIC_STATE = noFields()
            .that()
            .areStatic()
            .should()
            .notBeFinal()
            .because("two clients with two API keys must not share state")
            .allowEmptyShould(true);

    /** All rules except {@link #noOtherProvider}. */
    public static final List<ArchRule> ALL = List.of(
            ONLY_THE_FACTORY_IS_PUBLIC,
            FEIGN_IS_BUILT_ELSEWHERE,
            NO_HTTP_OF_ITS_OWN,
            NO_INTERNALS_OF_PROVIDER_FEIGN,
            NO_DEFAULT_METHODS_IN_FEIGN_INTERFACES,
            NO_URI_PARAMETERS,
            NO_SLEEP_AND_NO_CLOCK,
            NO_STATIC_STATE);

    private ProviderRules() {}

    /** Returns the rule that a provider in {@code ownPackage} depends on no other provider except provider-feign. */
    public static ArchRule noOtherProvider(String ownPackage) {
        return noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage(BASE_PACKAGE + "provider..")
                        .and(resideOutsideOfPackage(BASE_PACKAGE + "provider.feign.."))
                        .and(resideOutsideOfPackage(ownPackage + "..")))
                .because("replacing one jar replaces the vendor");
    }

    private static boolean isFeignInterface(JavaClass type) {
        return type.getMethods().stream().anyMatch(method -> method.isAnnotatedWith("feign.RequestLine"));
    }
}
