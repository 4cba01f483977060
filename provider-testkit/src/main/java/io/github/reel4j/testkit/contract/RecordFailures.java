package io.github.reel4j.testkit.contract;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** Records failed rules in the report and rethrows the failure. */
final class RecordFailures implements TestExecutionExceptionHandler {

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable problem) throws Throwable {
        ((VideoProviderContract) context.getRequiredTestInstance()).failed(context.getDisplayName(), problem);
        throw problem;
    }
}
