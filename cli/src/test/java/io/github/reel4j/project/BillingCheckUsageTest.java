package io.github.reel4j.project;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Checks that every test with a simulator compares the simulator's billed orders with those of the program. */
class BillingCheckUsageTest {

    private static final Pattern STARTS =
            Pattern.compile("\\b(Pixazo|Apixo|Dashscope|Fal)?Simulator\\s*\\.\\s*(builder|create|withDialect)\\(");
    private static final Pattern CHECKED = Pattern.compile("\\.observed\\(|\\bVendorSimulatorExtension\\b"
            + "|\\bSimulatedProvider\\b|\\bnew OrderLedgers\\(|\\bVendorTestHarness\\b");
    private static final Map<String, String> WITHOUT_CHECK = Map.ofEntries(
            entry("provider-testkit/src/test/java/io/github/reel4j/testkit/simulator/", "raw requests, and no client"),
            entry(
                    "provider-testkit/src/test/java/io/github/reel4j/testkit/junit/MalformedRequestsTest.java",
                    "raw requests without a client"),
            entry("cli/src/test/java/io/github/reel4j/project/SecretLeakTest.java", "another process orders"),
            entry(
                    "cli/src/test/java/io/github/reel4j/project/ClassPathTest.java",
                    "another process orders at most once"),
            entry(
                    "cli/src/test/java/io/github/reel4j/project/TaskRefAcrossProcessesTest.java",
                    "another process orders once"),
            entry("cli/src/test/java/io/github/reel4j/project/FirstOrderTest.java", "another process orders once"),
            entry("cli/src/test/java/io/github/reel4j/project/DocumentsTest.java", "another process runs the snippets"),
            entry("cli/src/test/java/io/github/reel4j/project/LogsTest.java", "another process ignores failures"),
            entry(
                    "cli/src/test/java/io/github/reel4j/cli/LocalFileOptionTest.java",
                    "reel builds the client, and the test counts the orders"),
            entry(
                    "cli/src/test/java/io/github/reel4j/project/ProductionDocumentTest.java",
                    "another process orders once"),
            entry("cli/src/test/java/io/github/reel4j/project/ProxiedOrderTest.java", "another process orders once"),
            entry(
                    "cli/src/test/java/io/github/reel4j/project/ObservabilityDocumentTest.java",
                    "another process orders once"),
            entry("cli/src/test/java/io/github/reel4j/project/KotlinTest.java", "another process orders once"),
            entry("cli/src/test/java/io/github/reel4j/project/ReflectionTraceTest.java", "another process is traced"),
            entry(
                    "cli/src/test/java/io/github/reel4j/project/RuntimeDocumentsTest.java",
                    "the programs of the pages build the client"),
            entry("cli/src/test/java/io/github/reel4j/project/QueueDocumentTest.java", "another process orders"),
            entry(
                    "spring-boot/autoconfigure/src/test/java/io/github/reel4j/spring/boot/",
                    "the auto-configuration builds the client, and the tests count the orders"),
            entry("official-clients/src/test/java/io/github/reel4j/clients/", "the vendors' own clients order"),
            entry("order-queue/src/test/java/io/github/reel4j/queue/ModulePathTest.java", "another process orders"),
            entry(
                    "order-queue/src/test/java/io/github/reel4j/queue/ProcessFixture.java",
                    "processes that are killed order, and the ledger is compared with the database"));

    private static boolean isUnchecked(Path file) {
        String text = Repository.text(Repository.ROOT.resolve(file));
        return STARTS.matcher(text).find() && !CHECKED.matcher(text).find();
    }

    private static List<Path> tests() {
        return Repository.modules().stream()
                .map(module -> Path.of(module, "src", "test", "java"))
                .filter(folder -> Repository.ROOT.resolve(folder).toFile().isDirectory())
                .flatMap(folder -> Repository.files(Repository.ROOT.resolve(folder), ".java").stream()
                        .map(folder::resolve))
                .toList();
    }

    @Test
    void tests_with_a_simulator_observe_its_orders() {
        assertThat(tests())
                .hasSizeGreaterThan(150)
                .filteredOn(BillingCheckUsageTest::isUnchecked)
                .filteredOn(file -> WITHOUT_CHECK.keySet().stream().noneMatch(file.toString()::startsWith))
                .as("tests that start a simulator and do not have it observed: vendor.observed(new ...Factory())")
                .isEmpty();
    }

    @Test
    void every_exception_exists_and_is_needed() {
        assertThat(WITHOUT_CHECK.keySet())
                .allSatisfy(path -> assertThat(tests())
                        .as(path)
                        .anyMatch(file -> file.toString().startsWith(path) && isUnchecked(file)));
    }
}
