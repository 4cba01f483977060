package io.github.reel4j.testkit.contract;

import io.github.reel4j.testkit.contract.engine.ContractContext;
import io.github.reel4j.testkit.contract.engine.ContractReport;
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
 * What every provider must do, for each operation it offers: the rules of {@code docs/provider-contract.md}, each a test whose name
 * begins with the rule's number. Inherit it and say which provider; nothing is ever skipped. At the end it prints a summary and
 * writes a report, see {@link #reportFile}.
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
                ConcurrencyRules {

    private final ContractReport report = new ContractReport();
    private ContractContext context;
    private String name = "";

    /** A fresh provider with a fresh vendor behind it. */
    protected abstract ProviderUnderTest start();

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
     * Where the report goes: unless overridden a file of this class alone, such as
     * {@code target/reel4j-contract-com.example.reel4j.acme.AcmeContractTest.json}; empty for no report at all.
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
                    "a test of the contract begins with its rule's number, not '" + displayName + "'");
        }
        return displayName.substring(0, 6);
    }
}
