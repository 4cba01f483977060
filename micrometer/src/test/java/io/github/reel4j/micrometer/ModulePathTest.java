package io.github.reel4j.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.testkit.junit.VendorSimulatorExtension;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A program with Micrometer orders on the module path and on the class path. */
@Timeout(120)
class ModulePathTest {

    private static final Pattern MODULES = Pattern.compile("(reel4j-(core|micrometer|provider-(feign|pixazo))"
            + "|micrometer-(core|observation|commons)-|HdrHistogram|LatencyUtils|vavr|jspecify|dagger|jakarta"
            + "|javax\\.inject|slf4j-api|feign|jackson|httpcore5).*");

    @RegisterExtension
    final VendorSimulatorExtension pixazo = VendorSimulatorExtension.of(PixazoSimulator.builder());

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_program_is_observed_on_both_paths(boolean modules, Simulator vendor) throws Exception {
        List<Path> modulePath =
                entries().filter(each -> modules && isModule(each)).toList();
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        if (modules) {
            command.addAll(List.of(
                    "--module-path",
                    join(modulePath),
                    "--add-modules",
                    "io.github.reel4j.micrometer,io.github.reel4j.provider.pixazo"));
        }
        command.addAll(List.of(
                "-cp",
                join(entries().filter(each -> !modulePath.contains(each)).toList()),
                "program.ObservedProgram",
                vendor.baseUrl().toString()));
        Process program = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(program.waitFor()).as(output).isZero();
        assertThat(output)
                .contains("1 submit in " + (modules ? "module io.github.reel4j.micrometer" : "unnamed module"));
        assertThat(vendor.ledger().orders()).hasSize(1);
    }

    private static Stream<Path> entries() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of);
    }

    private static boolean isModule(Path entry) {
        boolean testkit = entry.endsWith(Path.of("provider-testkit", "target", "classes"));
        return !testkit
                && (entry.endsWith(Path.of("target", "classes"))
                        || MODULES.matcher(String.valueOf(entry.getFileName())).matches());
    }

    private static String join(List<Path> path) {
        return path.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
