package io.github.reel4j.testkit.contract;

import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Runs each rule with a provider of its own instead of the suite's. A test that a subclass declares or overrides runs
 * as it is. Failures are recorded in the report.
 */
final class RuleInterceptor implements InvocationInterceptor {

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> test, ExtensionContext context)
            throws Throwable {
        VideoProviderContract suite = (VideoProviderContract) context.getRequiredTestInstance();
        if (RuleMethod.isRule(test.getExecutable())) {
            invocation.skip();
            suite.runRule(RuleMethod.of(test.getExecutable()));
            return;
        }
        try {
            invocation.proceed();
        } catch (Throwable problem) {
            suite.failed(context.getDisplayName(), problem);
            throw problem;
        }
    }
}
