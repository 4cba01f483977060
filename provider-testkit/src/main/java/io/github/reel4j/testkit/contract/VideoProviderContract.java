package io.github.reel4j.testkit.contract;

import io.github.reel4j.testkit.contract.engine.ContractContext;
import io.github.reel4j.testkit.contract.engine.ContractReport;
import io.github.reel4j.testkit.contract.rules.AtMostOnceRules;
import io.github.reel4j.testkit.contract.rules.BillingStatusRules;
import io.github.reel4j.testkit.contract.rules.CallbackRules;
import io.github.reel4j.testkit.contract.rules.CallbackSecretRules;
import io.github.reel4j.testkit.contract.rules.CancelFaultRules;
import io.github.reel4j.testkit.contract.rules.CancelOutcomeRules;
import io.github.reel4j.testkit.contract.rules.CancelledTaskRules;
import io.github.reel4j.testkit.contract.rules.ClosingRules;
import io.github.reel4j.testkit.contract.rules.CredentialRules;
import io.github.reel4j.testkit.contract.rules.DeadlineRules;
import io.github.reel4j.testkit.contract.rules.DownloadAddressRules;
import io.github.reel4j.testkit.contract.rules.DownloadFaultRules;
import io.github.reel4j.testkit.contract.rules.FailedTaskRules;
import io.github.reel4j.testkit.contract.rules.FailureReasonRules;
import io.github.reel4j.testkit.contract.rules.FileDownloadRules;
import io.github.reel4j.testkit.contract.rules.InterruptionRules;
import io.github.reel4j.testkit.contract.rules.KeyIsolationRules;
import io.github.reel4j.testkit.contract.rules.OrderContentRules;
import io.github.reel4j.testkit.contract.rules.ParallelOrderRules;
import io.github.reel4j.testkit.contract.rules.PendingTaskRules;
import io.github.reel4j.testkit.contract.rules.PollDelayRules;
import io.github.reel4j.testkit.contract.rules.PollFailureRules;
import io.github.reel4j.testkit.contract.rules.PortResultRules;
import io.github.reel4j.testkit.contract.rules.PricingRules;
import io.github.reel4j.testkit.contract.rules.QueuePositionRules;
import io.github.reel4j.testkit.contract.rules.RedirectRules;
import io.github.reel4j.testkit.contract.rules.RegistrationRules;
import io.github.reel4j.testkit.contract.rules.RejectedKeyRules;
import io.github.reel4j.testkit.contract.rules.ReportedFactsRules;
import io.github.reel4j.testkit.contract.rules.SecretRules;
import io.github.reel4j.testkit.contract.rules.SignedCallbackRules;
import io.github.reel4j.testkit.contract.rules.StatedFactsRules;
import io.github.reel4j.testkit.contract.rules.StatusValueRules;
import io.github.reel4j.testkit.contract.rules.SubmitRejectionRules;
import io.github.reel4j.testkit.contract.rules.SubmitResponseRules;
import io.github.reel4j.testkit.contract.rules.TaskIdentityRules;
import io.github.reel4j.testkit.contract.rules.TaskIsolationRules;
import io.github.reel4j.testkit.contract.rules.TaskReferenceRules;
import io.github.reel4j.testkit.contract.rules.TrackingRules;
import io.github.reel4j.testkit.contract.rules.UnknownTaskRules;
import io.github.reel4j.testkit.contract.rules.UploadFaultRules;
import io.github.reel4j.testkit.contract.rules.UploadRules;
import io.github.reel4j.testkit.contract.subject.ProviderUnderTest;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The contract suite. Each test is one rule of {@code docs/provider-contract.md}; its display name starts with the
 * number of the rule. Extend it and return the provider under test:
 *
 * <pre>{@code
 * class AcmeContractTest extends VideoProviderContract {
 *
 *     @Override
 *     protected ProviderUnderTest start() {
 *         return new SimulatedProvider(new AcmeProviderFactory(), Simulator.withDialect(new AcmeDialect()));
 *     }
 * }
 * }</pre>
 *
 * <p>No test is skipped. Several rules run in parallel, each with a provider of its own; see {@link #parallelRules}.
 * After the last test the suite prints a summary to standard output and writes a report; see {@link #reportFile}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(RuleInterceptor.class)
public abstract class VideoProviderContract
        implements RegistrationRules,
                OrderContentRules,
                AtMostOnceRules,
                SubmitRejectionRules,
                TrackingRules,
                PendingTaskRules,
                FailedTaskRules,
                CancelledTaskRules,
                StatusValueRules,
                TaskIsolationRules,
                QueuePositionRules,
                ReportedFactsRules,
                StatedFactsRules,
                TaskReferenceRules,
                UnknownTaskRules,
                PollFailureRules,
                PollDelayRules,
                RejectedKeyRules,
                CancelOutcomeRules,
                CallbackRules,
                FileDownloadRules,
                PricingRules,
                ParallelOrderRules,
                InterruptionRules,
                DeadlineRules,
                ClosingRules,
                UploadRules,
                CancelFaultRules,
                DownloadAddressRules,
                DownloadFaultRules,
                FailureReasonRules,
                PortResultRules,
                BillingStatusRules,
                RedirectRules,
                SubmitResponseRules,
                TaskIdentityRules,
                UploadFaultRules,
                CredentialRules,
                KeyIsolationRules,
                SignedCallbackRules,
                CallbackSecretRules,
                SecretRules {

    private final ContractReport report = new ContractReport();
    private @Nullable ParallelRuleRunner runner;
    private @Nullable ContractContext context;
    private String name = "";

    /** Creates a suite. JUnit calls it. */
    protected VideoProviderContract() {}

    /** Creates an instance for one run of a rule. */
    VideoProviderContract(ContractContext context) {
        this.context = context;
    }

    /**
     * Starts a new provider and a new vendor. The suite calls it for each test, and closes the result after the test.
     * It is called by several threads at the same time, unless {@link #parallelRules} returns 1.
     */
    protected abstract ProviderUnderTest start();

    /**
     * Returns how many rules run at the same time. The default is 2 for each processor, because rules mostly
     * wait for responses. With 1, all rules run on JUnit's thread. A single selected test does so in any case.
     */
    protected int parallelRules() {
        return 2 * Runtime.getRuntime().availableProcessors();
    }

    /** For the rules of the suite only; subclasses need not call it. */
    @Override
    public final ContractContext context() {
        if (context == null) {
            throw new IllegalStateException("no rule is running");
        }
        return context;
    }

    /** Prepares a test that a subclass declares or overrides. */
    @BeforeEach
    void startTest(TestInfo test) {
        if (test.getTestMethod().filter(RuleMethod::isRule).isEmpty()) {
            ProviderUnderTest subject = start();
            name = subject.factory().id().value();
            context = new ContractContext(subject, report.of(RuleMethod.id(test.getDisplayName())));
        }
    }

    @AfterEach
    void endTest() {
        if (context != null) {
            context.subject().close();
            context = null;
        }
    }

    final void runRule(RuleMethod rule) throws Throwable {
        if (runner == null) {
            runner = new ParallelRuleRunner(this, parallelRules());
        }
        RuleRun.RuleOutcome outcome = runner.run(rule);
        if (outcome.provider() != null) {
            name = outcome.provider();
        }
        report.add(rule.id(), outcome.result());
        if (outcome.problem() != null) {
            throw outcome.problem();
        }
    }

    @AfterAll
    void writeReport() throws InterruptedException {
        if (runner != null) {
            runner.stop();
        }
        reportFile().ifPresent(file -> {
            System.out.println(report.text(name));
            report.write(file, name, formerReportFile().orElse(file));
        });
    }

    /**
     * Returns the file of the JSON report, relative to the working directory. The default contains the name of the
     * class, for example {@code target/reel4j-contract-com.example.reel4j.acme.AcmeContractTest.json}. An HTML page
     * with the same results and what failed is written next to it.
     *
     * @return empty for neither report nor summary
     */
    protected Optional<Path> reportFile() {
        return Optional.of(Path.of("target", "reel4j-contract-" + getClass().getName() + ".json"));
    }

    /**
     * Returns the JSON report of a former run. The HTML page marks the rules whose result has changed since. The
     * default is {@link #reportFile}, that is, the last run.
     */
    protected Optional<Path> formerReportFile() {
        return reportFile();
    }

    final void failed(String displayName, Throwable problem) {
        report.of(RuleMethod.id(displayName)).failed(problem);
    }
}
