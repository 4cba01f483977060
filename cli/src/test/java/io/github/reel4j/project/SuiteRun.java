package io.github.reel4j.project;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * The results of test classes that were run in this process.
 *
 * @param failed the failure messages by the first word of the test's name, which in the contract is the rule
 */
record SuiteRun(long passed, Map<String, String> failed) {

    static SuiteRun of(ClassLoader loader, List<String> classes) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(
                        classes.stream().map(name -> selectClass(loader, name)).toList())
                .build();
        Launcher launcher = LauncherFactory.create(LauncherConfig.builder()
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .build());
        Listener listener = new Listener();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            launcher.execute(request, listener);
        } finally {
            thread.setContextClassLoader(before);
        }
        Map<String, String> failed = new TreeMap<>(listener.results);
        failed.values().removeIf(String::isEmpty);
        return new SuiteRun(listener.results.size() - failed.size(), failed);
    }

    /** Records the message of each failure, and an empty one for each success. */
    private static final class Listener implements TestExecutionListener {

        private final Map<String, String> results = new ConcurrentSkipListMap<>();

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            String message = result.getThrowable().map(String::valueOf).orElse("");
            if (test.isTest() || !message.isEmpty()) {
                results.put(test.getDisplayName().split(" ", 2)[0], message);
            }
        }
    }
}
