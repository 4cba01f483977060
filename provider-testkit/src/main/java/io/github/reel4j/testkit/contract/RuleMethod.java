package io.github.reel4j.testkit.contract;

import io.github.reel4j.testkit.contract.rules.ContractRuleGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.opentest4j.AssertionFailedError;

/**
 * The test method of a rule.
 *
 * @param method a default method of a rule group
 * @param id for example {@code RC-202}
 */
record RuleMethod(Method method, String id) {

    static RuleMethod of(Method method) {
        return new RuleMethod(method, id(method.getAnnotation(DisplayName.class).value()));
    }

    /** Returns whether the suite itself declares the method, so that it can run on any instance of the suite. */
    static boolean isRule(Method method) {
        Class<?> owner = method.getDeclaringClass();
        return method.isDefault()
                && ContractRuleGroup.class.isAssignableFrom(owner)
                && owner.isAssignableFrom(VideoProviderContract.class)
                && method.isAnnotationPresent(DisplayName.class)
                && Arrays.stream(method.getParameters()).allMatch(RuleMethod::isFolder);
    }

    /**
     * Returns the rules that a suite inherits, sorted by id. Those with an {@link Order} are first, because they wait
     * much; those that run alone are last.
     */
    static List<RuleMethod> all(Class<?> suite) {
        return Arrays.stream(suite.getMethods())
                .filter(method -> method.isAnnotationPresent(Test.class)
                        && !method.isAnnotationPresent(Disabled.class)
                        && isRule(method))
                .map(RuleMethod::of)
                .sorted(Comparator.comparing(RuleMethod::runsAlone)
                        .thenComparing(RuleMethod::order)
                        .thenComparing(RuleMethod::id))
                .toList();
    }

    /**
     * Returns whether the rule reads or changes a resource of the whole JVM, so that no other rule may run meanwhile.
     */
    boolean runsAlone() {
        return method.getAnnotationsByType(ResourceLock.class).length > 0;
    }

    private int order() {
        Order order = method.getAnnotation(Order.class);
        return order == null ? Order.DEFAULT : order.value();
    }

    /** Returns the id at the start of the display name of a test. */
    static String id(String displayName) {
        if (!displayName.matches("RC-\\d{3} .*")) {
            throw new AssertionFailedError(
                    "the display name of a contract test must start with the number of its rule, for example "
                            + "RC-101, but is '"
                            + displayName + "'");
        }
        return displayName.substring(0, 6);
    }

    /** Calls the method, with temporary directories that are deleted afterwards. */
    void invoke(ContractRuleGroup rules) throws Throwable {
        List<Path> folders = new ArrayList<>();
        try {
            for (int each = 0; each < method.getParameterCount(); each++) {
                folders.add(Files.createTempDirectory("reel4j-contract-"));
            }
            method.invoke(rules, folders.toArray());
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        } finally {
            folders.forEach(RuleMethod::delete);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isFolder(Parameter parameter) {
        return parameter.getType() == Path.class && parameter.isAnnotationPresent(TempDir.class);
    }
}
