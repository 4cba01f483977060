package io.github.reel4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

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
    void suites_of_one_module_write_to_files_of_their_own() {
        String name = "reel4j-contract-io.github.reel4j.testkit.contract.";
        assertThat(new InMemoryContractTest().reportFile())
                .contains(Path.of("target", name + "InMemoryContractTest.json"));
        assertThat(new AnotherSuite().reportFile())
                .contains(Path.of("target", name + "ReportFileTest$AnotherSuite.json"));
    }
}
