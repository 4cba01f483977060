package io.github.reel4j.testkit.contract;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.reel4j.testkit.contract.engine.ContractRuleReader;
import io.github.reel4j.testkit.contract.subject.InMemoryUnderTest;
import io.github.reel4j.testkit.contract.subject.ProviderUnderTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Tests on which threads rules run, and what becomes of their results. */
class ParallelRuleRunnerTest {

    private static final ThreadLocal<@Nullable Path> REPORT = new ThreadLocal<>();
    private static final Queue<Thread> STARTS = new ConcurrentLinkedQueue<>();

    @TempDir
    private Path folder;

    static class Suite extends VideoProviderContract {

        @Override
        protected ProviderUnderTest start() {
            STARTS.add(Thread.currentThread());
            return new InMemoryUnderTest();
        }

        @Override
        protected int parallelRules() {
            return 3;
        }

        @Override
        protected Optional<Path> reportFile() {
            return Optional.ofNullable(REPORT.get());
        }
    }

    static class SequentialSuite extends Suite {

        @Override
        protected int parallelRules() {
            return 1;
        }
    }

    static class SuiteWithTests extends Suite {

        @Override
        @Test
        @DisplayName("RC-101 fails")
        public void recommendsOneModel() {
            throw new IllegalStateException("of the subclass");
        }

        @Test
        @DisplayName("RC-102 has a context")
        void usesContext() {
            assertThat(context().provider().id().value()).isEqualTo("memory");
        }
    }

    static class SuiteWithoutProvider extends Suite {

        @Override
        protected ProviderUnderTest start() {
            throw new IllegalStateException("no port is free");
        }
    }

    @BeforeEach
    void clear() {
        STARTS.clear();
    }

    @Test
    void all_rules_run_once_on_several_threads() throws IOException {
        JsonNode report = report(DiscoverySelectors.selectClass(Suite.class));

        assertThat(report.findValuesAsText("rule"))
                .containsExactlyElementsOf(ContractRuleReader.rules().keySet());
        assertThat(report.get("failed").intValue()).isZero();
        assertThat(STARTS).hasSameSizeAs(ContractRuleReader.rules().keySet());
        assertThat(STARTS.stream().distinct()).hasSizeBetween(2, 4).contains(Thread.currentThread());
    }

    @Test
    void a_selected_rule_runs_alone_on_the_thread_of_JUnit() {
        run(DiscoverySelectors.selectMethod(Suite.class, "recommendsOneModel"));

        assertThat(STARTS).containsExactly(Thread.currentThread());
    }

    @Test
    void rules_run_on_the_thread_of_JUnit_if_not_in_parallel() {
        run(DiscoverySelectors.selectClass(SequentialSuite.class));

        assertThat(STARTS).hasSameSizeAs(ContractRuleReader.rules().keySet()).containsOnly(Thread.currentThread());
    }

    @Test
    void only_selected_rules_are_reported() throws IOException {
        JsonNode report = report(
                DiscoverySelectors.selectMethod(Suite.class, "recommendsOneModel"),
                DiscoverySelectors.selectMethod(Suite.class, "isThreadSafe"));

        assertThat(report.findValuesAsText("rule")).containsExactly("RC-101", "RC-803");
    }

    @Test
    void tests_of_a_subclass_run_as_they_are() {
        EngineExecutionResults results = run(
                DiscoverySelectors.selectMethod(SuiteWithTests.class, "recommendsOneModel"),
                DiscoverySelectors.selectMethod(SuiteWithTests.class, "usesContext"));

        results.testEvents().assertStatistics(events -> events.succeeded(1).failed(1));
        assertThat(failures(results))
                .singleElement()
                .hasToString(new IllegalStateException("of the subclass").toString());
    }

    @Test
    void a_suite_that_cannot_start_has_one_failure_per_rule() throws IOException {
        EngineExecutionResults results = run(DiscoverySelectors.selectClass(SuiteWithoutProvider.class));

        assertThat(failures(results))
                .hasSameSizeAs(ContractRuleReader.rules().keySet())
                .allSatisfy(failure -> assertThat(failure)
                        .hasMessageContaining("start() threw")
                        .hasMessageContaining("no port is free")
                        .hasNoSuppressedExceptions());
    }

    private static List<Throwable> failures(EngineExecutionResults results) {
        return results.testEvents().failed().stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class)
                        .getThrowable()
                        .orElseThrow())
                .toList();
    }

    private JsonNode report(DiscoverySelector... tests) throws IOException {
        REPORT.set(folder.resolve("report.json"));
        try {
            EngineExecutionResults unused = run(tests);
            return new JsonMapper().readTree(requireNonNull(REPORT.get()).toFile());
        } finally {
            REPORT.remove();
        }
    }

    private static EngineExecutionResults run(DiscoverySelector... tests) {
        return EngineTestKit.engine("junit-jupiter").selectors(tests).execute();
    }
}
