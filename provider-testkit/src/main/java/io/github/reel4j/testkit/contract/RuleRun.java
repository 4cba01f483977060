package io.github.reel4j.testkit.contract;

import io.github.reel4j.testkit.contract.engine.ContractContext;
import io.github.reel4j.testkit.contract.engine.ProviderNotStartedError;
import io.github.reel4j.testkit.contract.engine.RuleResult;
import io.github.reel4j.testkit.contract.subject.ProviderUnderTest;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** One run of a rule, with a provider and a vendor of its own. */
final class RuleRun implements Callable<RuleRun.RuleOutcome> {

    /**
     * The outcome of a run.
     *
     * @param provider the id of the provider; null if it did not start
     * @param problem the failure; null if the rule passed
     */
    record RuleOutcome(
            @Nullable String provider,
            RuleResult result,
            @Nullable Throwable problem) {}

    private final VideoProviderContract suite;
    private final RuleMethod rule;
    private final RuleResult result = new RuleResult();
    private @Nullable String provider;

    RuleRun(VideoProviderContract suite, RuleMethod rule) {
        this.suite = suite;
        this.rule = rule;
    }

    @Override
    public RuleOutcome call() {
        Throwable problem = run();
        if (problem != null) {
            result.failed(problem);
        }
        return new RuleOutcome(provider, result, problem);
    }

    private @Nullable Throwable run() {
        ProviderUnderTest subject;
        try {
            subject = suite.start();
        } catch (Throwable e) {
            return new ProviderNotStartedError(e);
        }
        Throwable problem = null;
        try {
            provider = subject.factory().id().value();
            rule.invoke(new RulesOfOneRun(new ContractContext(subject, result)));
        } catch (Throwable e) {
            problem = e;
        }
        return closed(subject, problem);
    }

    private static @Nullable Throwable closed(ProviderUnderTest subject, @Nullable Throwable problem) {
        try {
            subject.close();
        } catch (Throwable e) {
            if (problem == null) {
                return e;
            }
            problem.addSuppressed(e);
        }
        return problem;
    }

    /** The rules with the context of one run. */
    private static final class RulesOfOneRun extends VideoProviderContract {

        RulesOfOneRun(ContractContext context) {
            super(context);
        }

        @Override
        protected ProviderUnderTest start() {
            return context().subject();
        }
    }
}
