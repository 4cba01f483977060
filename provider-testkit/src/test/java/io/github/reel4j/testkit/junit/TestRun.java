package io.github.reel4j.testkit.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The results of running one test class. */
record TestRun(List<String> passed, List<String> failures) {

    /** Runs the tests of {@code type}, which may be expected to fail. */
    static TestRun of(Class<?> type, String... parameters) {
        LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(type))
                .configurationParameter(OnlyInTestRun.PARAMETER, "true");
        for (int i = 0; i < parameters.length; i += 2) {
            request.configurationParameter(parameters[i], parameters[i + 1]);
        }
        return of(request.build());
    }

    private static TestRun of(LauncherDiscoveryRequest request) {
        List<String> passed = new CopyOnWriteArrayList<>();
        List<String> failures = new CopyOnWriteArrayList<>();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                result.getThrowable().ifPresent(problem -> failures.add(problem + suppressed(problem)));
                if (test.isTest() && result.getThrowable().isEmpty()) {
                    passed.add(test.getDisplayName());
                }
            }
        });
        return new TestRun(passed, failures);
    }

    private static String suppressed(Throwable problem) {
        StringBuilder text = new StringBuilder();
        for (Throwable each : problem.getSuppressed()) {
            text.append("\nand ").append(each);
        }
        return text.toString();
    }
}
