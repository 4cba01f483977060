package io.github.reel4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.testkit.contract.subject.InMemoryUnderTest;
import io.github.reel4j.testkit.contract.subject.ProviderUnderTest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReportFileTest {

    static class AnotherSuite extends VideoProviderContract {

        @Override
        protected ProviderUnderTest start() {
            return new InMemoryUnderTest();
        }
    }

    @Test
    void each_suite_has_a_report_file_of_its_own() {
        String name = "reel4j-contract-io.github.reel4j.testkit.contract.";
        assertThat(new InMemoryContractTest().reportFile())
                .contains(Path.of("target", name + "InMemoryContractTest.json"));
        assertThat(new AnotherSuite().reportFile())
                .contains(Path.of("target", name + "ReportFileTest$AnotherSuite.json"));
    }
}
