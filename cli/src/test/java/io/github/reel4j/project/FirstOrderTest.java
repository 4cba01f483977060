package io.github.reel4j.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.SimulatorBuilder;
import io.github.reel4j.testkit.simulator.apixo.ApixoSimulator;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that submitting a program's first order does not wait for Jackson's mapper, which is slow to create. */
class FirstOrderTest {

    private static final String MAPPER = "com.fasterxml.jackson.databind.introspect.";
    private static final String RESPONSE = "io.github.reel4j.provider.feign.http.ResponseReader ";

    static Stream<Arguments> vendors() {
        return Stream.of(
                Arguments.of("pixazo", PixazoSimulator.builder()), Arguments.of("apixo", ApixoSimulator.builder()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vendors")
    void an_order_is_sent_before_the_mapper_is_created(String vendor, SimulatorBuilder builder, @TempDir Path folder)
            throws IOException {
        Artifacts artifacts = new Artifacts(folder);
        Path log = folder.resolve("classes.txt");
        try (Simulator simulator = builder.start()) {
            ChildJvm.Outcome submitted = new ChildJvm(folder)
                    .classPath(new SmallProgram(artifacts, folder).with(artifacts.with(vendor)))
                    .environment(SmallProgram.settings(vendor, simulator))
                    .options("-Xlog:class+load:file=" + log, SmallProgram.MAIN)
                    .run("submit");
            assertThat(submitted.exit()).as(submitted.everything()).isZero();
            assertThat(simulator.ledger().submits()).hasSize(1);
        }

        List<String> loaded = Files.readAllLines(log);

        assertThat(indexOf(loaded, RESPONSE)).isLessThan(indexOf(loaded, MAPPER));
    }

    private static int indexOf(List<String> loaded, String name) {
        for (int i = 0; i < loaded.size(); i++) {
            if (loaded.get(i).contains(name)) {
                return i;
            }
        }
        throw new AssertionError("no class " + name + " was loaded");
    }
}
