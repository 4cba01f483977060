package io.github.reel4j.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every test that orders from a simulator is under a check that each order on its ledger is known to the program, and is one order. */
class BillingCheckUsageTest {

    private static final Pattern STARTS =
            Pattern.compile("\\b(Pixazo|Apixo)?Simulator\\s*\\.\\s*(builder|create|speaking)\\(");
    private static final Pattern CHECKED = Pattern.compile("\\.watched\\(|\\bVendorSimulatorExtension\\b"
            + "|\\bSimulatedProvider\\b|\\bnew Books\\(|\\bVendorRun\\b");
    private static final Map<String, String> WITHOUT = Map.of(
            "provider-testkit/src/test/java/io/github/reel4j/testkit/simulator/", "raw requests, and no client",
            "provider-testkit/src/test/java/io/github/reel4j/testkit/junit/MalformedRequestsTest.java",
                    "requests of no client",
            "cli/src/test/java/io/github/reel4j/house/SecretLeakTest.java", "another process says what is searched",
            "cli/src/test/java/io/github/reel4j/house/ClassPathTest.java", "another process orders once or not at all",
            "cli/src/test/java/io/github/reel4j/house/TaskRefAcrossProcessesTest.java", "another process orders once",
            "cli/src/test/java/io/github/reel4j/house/FirstOrderTest.java", "another process orders once",
            "cli/src/test/java/io/github/reel4j/house/DocumentsTest.java", "another process runs what documents show",
            "cli/src/test/java/io/github/reel4j/cli/MisconfiguredProviderTest.java",
                    "the command line orders, or nobody",
            "cli/src/test/java/io/github/reel4j/house/LogsTest.java", "another process swallows what it is told");

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
    void whoever_starts_a_simulator_has_its_orders_watched() {
        assertThat(tests())
                .hasSizeGreaterThan(150)
                .filteredOn(BillingCheckUsageTest::isUnchecked)
                .filteredOn(file -> WITHOUT.keySet().stream().noneMatch(file.toString()::startsWith))
                .as("tests that start a simulator and do not have it watched: vendor.watched(new ...Factory())")
                .isEmpty();
    }

    @Test
    void what_does_without_is_there_and_needs_to() {
        assertThat(WITHOUT.keySet())
                .allSatisfy(place -> assertThat(tests())
                        .as(place)
                        .anyMatch(file -> file.toString().startsWith(place) && isUnchecked(file)));
    }
}
