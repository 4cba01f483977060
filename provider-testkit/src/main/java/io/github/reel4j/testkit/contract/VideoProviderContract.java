package io.github.reel4j.testkit.contract;

import io.github.reel4j.testkit.contract.engine.ContractContext;
import io.github.reel4j.testkit.contract.engine.ContractReport;
import io.github.reel4j.testkit.contract.rules.AtMostOnceRules;
import io.github.reel4j.testkit.contract.rules.CallbackRules;
import io.github.reel4j.testkit.contract.rules.CancelRules;
import io.github.reel4j.testkit.contract.rules.ConcurrencyRules;
import io.github.reel4j.testkit.contract.rules.FailureRules;
import io.github.reel4j.testkit.contract.rules.OrderRules;
import io.github.reel4j.testkit.contract.rules.PollFailureRules;
import io.github.reel4j.testkit.contract.rules.PricingRules;
import io.github.reel4j.testkit.contract.rules.RegistrationRules;
import io.github.reel4j.testkit.contract.rules.ResultRules;
import io.github.reel4j.testkit.contract.rules.SubmitRejectionRules;
import io.github.reel4j.testkit.contract.rules.TrackingRules;
import io.github.reel4j.testkit.contract.rules.UploadRules;
import io.github.reel4j.testkit.contract.subject.ProviderUnderTest;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opentest4j.AssertionFailedError;

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
 * <p>No test is skipped. After the last test the suite prints a summary to standard output and writes a report; see
 * {@link #reportFile}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(RecordFailures.class)
public abstract class VideoProviderContract
        implements RegistrationRules,
                OrderRules,
                AtMostOnceRules,
                SubmitRejectionRules,
                TrackingRules,
                PollFailureRules,
                CancelRules,
                CallbackRules,
                ResultRules,
                FailureRules,
                PricingRules,
                ConcurrencyRules,
                UploadRules {

    private final ContractReport report = new ContractReport();
    private ContractContext context;
    private String name = "";

    /**
     * Starts a new provider and a new vendor. The suite calls it before each test and closes the result after the test.
     */
    protected abstract ProviderUnderTest start();

    /** For the rules of the suite only; subclasses need not call it. */
    @Override
    public final ContractContext context() {
        return context;
    }

    @BeforeEach
    void startRule(TestInfo test) {
        ProviderUnderTest subject = start();
        name = subject.factory().id().value();
        context = new ContractContext(subject, report.of(ruleOf(test.getDisplayName())));
    }

    @AfterEach
    void endRule() {
        context.subject().close();
    }

    @AfterAll
    void writeReport() {
        reportFile().ifPresent(file -> {
            System.out.println(report.text(name));
            report.write(file, name);
        });
    }

    /**
     * Returns the file of the JSON report, relative to the working directory. The default contains the name of the
     * class, for example {@code target/reel4j-contract-com.example.reel4j.acme.AcmeContractTest.json}.
     *
     * @return empty for neither report nor summary
     */
    protected Optional<Path> reportFile() {
        return Optional.of(Path.of("target", "reel4j-contract-" + getClass().getName() + ".json"));
    }

    final void failed(String displayName, Throwable problem) {
        report.of(ruleOf(displayName)).failed(problem);
    }

    private static String ruleOf(String displayName) {
        if (!displayName.matches("RC-\\d{3} .*")) {
            throw new AssertionFailedError(
                    "the display name of a contract test must start with the number of its rule, for example "
                            + "RC-101, but is '"
                            + displayName + "'");
        }
        return displayName.substring(0, 6);
    }
}
