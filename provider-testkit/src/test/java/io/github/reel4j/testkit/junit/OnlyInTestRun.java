package io.github.reel4j.testkit.junit;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Keeps tests that are meant to fail from being run by anything but {@link TestRun}. */
final class OnlyInTestRun implements ExecutionCondition {

    static final String PARAMETER = "reel4j.in-test-run";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return context.getConfigurationParameter(PARAMETER).isPresent()
                ? ConditionEvaluationResult.enabled("")
                : ConditionEvaluationResult.disabled("it is meant to fail");
    }
}
