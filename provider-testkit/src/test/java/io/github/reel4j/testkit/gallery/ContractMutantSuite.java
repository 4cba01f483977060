package io.github.reel4j.testkit.gallery;

import static java.util.Objects.requireNonNull;

import io.github.reel4j.testkit.contract.VideoProviderContract;
import io.github.reel4j.testkit.contract.subject.ProviderUnderTest;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** The contract suite for one mutant. The build does not run it, because its name does not end in Test. */
class ContractMutantSuite extends VideoProviderContract {

    private static final ThreadLocal<Supplier<ProviderUnderTest>> CURRENT = new ThreadLocal<>();
    private static final ThreadLocal<@Nullable Path> REPORT = new ThreadLocal<>();

    /** Runs all rules on the calling thread and returns the failures by rule. */
    static Map<String, Throwable> failures(ContractMutant mutant) {
        return failures(
                () -> new ContractMutantUnderTest(mutant), DiscoverySelectors.selectClass(ContractMutantSuite.class));
    }

    /** Runs all rules on the calling thread and returns the report. */
    static String report(ContractMutant mutant, Path file) throws IOException {
        REPORT.set(file);
        try {
            Map<String, Throwable> unused = failures(mutant);
            return Files.readString(file);
        } finally {
            REPORT.remove();
        }
    }

    /** Runs the test of one rule and returns the failures by rule. */
    static Map<String, Throwable> failures(ContractMutant mutant, String rule) {
        return failures(mutant, Set.of(rule));
    }

    /** Runs the tests of some rules on the calling thread and returns the failures by rule. */
    static Map<String, Throwable> failures(ContractMutant mutant, Set<String> rules) {
        return failures(
                () -> new ContractMutantUnderTest(mutant),
                rules.stream().map(ContractMutantSuite::test).toArray(DiscoverySelector[]::new));
    }

    /** Runs the test of one rule for any provider. */
    static Map<String, Throwable> failures(Supplier<ProviderUnderTest> subject, String rule) {
        return failures(subject, test(rule));
    }

    private static DiscoverySelector test(String rule) {
        Method test = ReflectionSupport.findMethods(
                        ContractMutantSuite.class,
                        method -> method.isAnnotationPresent(DisplayName.class)
                                && method.getAnnotation(DisplayName.class)
                                        .value()
                                        .startsWith(rule),
                        HierarchyTraversalMode.TOP_DOWN)
                .get(0);
        return DiscoverySelectors.selectMethod(ContractMutantSuite.class, test);
    }

    /** Runs the test method of this name and returns its failure. */
    static Throwable failure(ContractMutant mutant, String test) {
        return failures(
                        () -> new ContractMutantUnderTest(mutant),
                        DiscoverySelectors.selectMethod(ContractMutantSuite.class, test))
                .values()
                .stream()
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Throwable> failures(Supplier<ProviderUnderTest> subject, DiscoverySelector... tests) {
        CURRENT.set(subject);
        try {
            Map<String, Throwable> failures = new LinkedHashMap<>();
            EngineTestKit.engine("junit-jupiter")
                    .selectors(tests)
                    .execute()
                    .allEvents()
                    .failed()
                    .list()
                    .forEach(event -> failures.put(rule(event), problem(event)));
            return failures;
        } finally {
            CURRENT.remove();
        }
    }

    @Override
    protected ProviderUnderTest start() {
        return requireNonNull(CURRENT.get()).get();
    }

    /** The gallery runs several suites in parallel, each on one thread. */
    @Override
    protected int parallelRules() {
        return 1;
    }

    @Override
    protected Optional<Path> reportFile() {
        return Optional.ofNullable(REPORT.get());
    }

    private static String rule(Event event) {
        String name = event.getTestDescriptor().getDisplayName();
        return name.startsWith("RC-") ? name.substring(0, 6) : name;
    }

    private static Throwable problem(Event event) {
        return event.getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .orElseThrow();
    }
}
