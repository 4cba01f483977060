package io.github.reel4j.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.project.ChildJvm.Outcome;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.SimulatorBuilder;
import io.github.reel4j.testkit.simulator.apixo.ApixoSimulator;
import io.github.reel4j.testkit.simulator.dashscope.DashscopeSimulator;
import io.github.reel4j.testkit.simulator.fal.FalSimulator;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What programs really do by reflection while they order is in the metadata that the jars have. */
@Timeout(300)
@Tag("long")
class ReflectionTraceTest {

    /**
     * What Jackson looks up in itself and in the JDK. native-image sees the constant names; the rest is in GraalVM's
     * repository of metadata, which has Jackson, and not Feign.
     */
    private static final Set<String> OF_JACKSON = Set.of(
            "com.fasterxml.jackson.databind.DeserializationFeature",
            "com.fasterxml.jackson.databind.SerializationFeature",
            "com.fasterxml.jackson.databind.ext.Java7SupportImpl",
            "java.lang.Class",
            "java.lang.Object",
            "java.lang.Record",
            "java.lang.reflect.RecordComponent");

    @TempDir
    private Path workshop;

    static List<Arguments> vendors() {
        return List.of(
                Arguments.of("apixo", ApixoSimulator.builder()),
                Arguments.of("dashscope", DashscopeSimulator.builder()),
                Arguments.of("fal", FalSimulator.builder()),
                Arguments.of("pixazo", PixazoSimulator.builder()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vendors")
    void what_orders_use_by_reflection_is_registered(String vendor, SimulatorBuilder builder) throws Exception {
        Artifacts artifacts = new Artifacts(workshop);
        SmallProgram program = new SmallProgram(artifacts, workshop);
        try (Simulator simulator =
                builder.queued(Duration.ZERO).running(Duration.ZERO).start()) {

            SortedMap<String, String> uses = ReflectionTrace.of(option -> {
                Outcome outcome = new ChildJvm(workshop)
                        .options(option)
                        .classPath(program.with(artifacts.with(vendor)))
                        .environment(SmallProgram.settings(vendor, simulator))
                        .run(SmallProgram.MAIN, "every-operation", workshop.toString());
                assertThat(outcome.exit()).as(outcome.everything()).isZero();
            });

            assertThat(uses)
                    .as("the trace sees Feign's interface and what Jackson creates")
                    .containsValue("io.github.reel4j.provider.feign.feign.FeignInterfaceRules")
                    .containsValue("com.fasterxml.jackson.databind.util.ClassUtil")
                    .containsValue("io.github.reel4j.discovery.ServiceFiles");
            assertThat(unregistered(uses, vendor)).isEmpty();
        }
    }

    private static Map<String, String> unregistered(SortedMap<String, String> uses, String vendor) {
        Set<String> registered = new TreeSet<>(OF_JACKSON);
        for (ModuleMetadata module : ModuleMetadata.all()) {
            if (List.of("core", "provider-feign", "provider-" + vendor).contains(module.module())) {
                ReachabilityMetadata shipped = ReachabilityMetadata.parse(Repository.text(module.packaged()));
                registered.addAll(shipped.types());
                registered.addAll(shipped.resources());
            }
        }
        uses.keySet().removeAll(registered);
        return uses;
    }
}
