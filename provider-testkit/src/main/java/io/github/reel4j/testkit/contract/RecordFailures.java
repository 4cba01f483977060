package io.github.reel4j.testkit.contract;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** Enters failed rules into the report, and lets them fail. */
final class RecordFailures implements TestExecutionExceptionHandler {

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable problem) throws Throwable {
        ((VideoProviderContract) context.getRequiredTestInstance()).failed(context.getDisplayName(), problem);
        throw problem;
    }
}
