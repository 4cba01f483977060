package io.github.reel4j.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.project.ChildJvm.Outcome;
import io.github.reel4j.spi.VideoProviderFactory;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.SimulatorBuilder;
import io.github.reel4j.testkit.simulator.apixo.ApixoSimulator;
import io.github.reel4j.testkit.simulator.dashscope.DashscopeSimulator;
import io.github.reel4j.testkit.simulator.fal.FalSimulator;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs one compiled program with different class paths, which decide the vendor. */
@Tag("long")
class ClassPathTest {

    private static final int FAILED = 3;

    @TempDir
    private static Path workshop;

    private static Artifacts artifacts;
    private static SmallProgram program;

    private final Map<String, Simulator> simulators = new TreeMap<>(Map.of(
            "apixo", start(ApixoSimulator.builder()),
            "dashscope", start(DashscopeSimulator.builder()),
            "fal", start(FalSimulator.builder()),
            "pixazo", start(PixazoSimulator.builder())));

    @BeforeAll
    static void compile() {
        artifacts = new Artifacts(workshop);
        program = new SmallProgram(artifacts, workshop);
    }

    @AfterEach
    void close() {
        simulators.values().forEach(Simulator::close);
    }

    private Simulator simulator(String vendor) {
        return Objects.requireNonNull(simulators.get(vendor), vendor);
    }

    private static Simulator start(SimulatorBuilder simulator) {
        return simulator.queued(Duration.ZERO).running(Duration.ZERO).start();
    }

    @ParameterizedTest
    @ValueSource(strings = {"apixo", "dashscope", "fal", "pixazo"})
    void a_program_orders_from_the_vendor_on_its_class_path(String vendor) {
        assertOrderedFrom(vendor, order(artifacts.with(vendor), keys()));
    }

    static List<Arguments> operations() {
        return List.of(
                Arguments.of("apixo", List.of("animate", "replace")),
                Arguments.of(
                        "dashscope",
                        List.of("text-to-video", "image-to-video", "speech-to-video", "animate", "replace")),
                Arguments.of(
                        "fal", List.of("text-to-video", "image-to-video", "speech-to-video", "animate", "replace")),
                Arguments.of("pixazo", List.of("text-to-video", "image-to-video", "speech-to-video", "animate")));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void one_program_orders_every_operation_of_any_vendor(String vendor, List<String> operations) {
        Outcome outcome = new ChildJvm(workshop)
                .classPath(program.with(artifacts.with(vendor)))
                .environment(keys())
                .run(
                        SmallProgram.MAIN,
                        "every-operation",
                        String.valueOf(Path.of(target()).getParent()));

        assertThat(outcome.exit()).as(outcome.everything()).isZero();
        assertThat(outcome.lines()).hasSameSizeAs(operations);
        for (int i = 0; i < operations.size(); i++) {
            assertThat(outcome.lines().get(i)).matches(operations.get(i) + " " + vendor + " [1-9]\\d*");
        }
        assertThat(simulator(vendor).ledger().orders()).hasSameSizeAs(operations);
    }

    @Test
    @Tag("fault-119")
    void a_missing_provider_is_reported_with_the_fix() {
        assertFails(order(artifacts.core(), keys()))
                .startsWith("NO_PROVIDER  no video provider on the class path (0 service files found")
                .contains("io.github.reel4j:reel4j-provider-", "META-INF/services");
    }

    @Test
    @Tag("fault-123")
    void two_vendors_with_keys_are_ambiguous() {
        assertFails(order(artifacts.with("pixazo", "apixo"), keys()))
                .startsWith("AMBIGUOUS_PROVIDER  2 providers offer animate and both have an API key: ")
                .contains("pixazo (" + name("provider-pixazo") + ")", "apixo (" + name("provider-apixo") + ")")
                .contains("REEL4J_PROVIDER=");
    }

    @Test
    void a_setting_chooses_between_two_vendors() {
        assertOrderedFrom("apixo", order(artifacts.with("pixazo", "apixo"), keysAnd("REEL4J_PROVIDER", "apixo")));
    }

    @Test
    @Tag("fault-121")
    void the_same_jar_twice_is_reported_with_both_paths() throws IOException {
        Path first = artifacts.of("provider-pixazo");
        Path second = Files.createDirectories(workshop.resolve("copies")).resolve(first.getFileName());
        Files.copy(first, second);

        assertFails(order(with(artifacts.with("pixazo"), second), keys()))
                .startsWith("AMBIGUOUS_PROVIDER  the provider io.github.reel4j.provider.pixazo.PixazoProviderFactory"
                        + " is on the class path 2 times: ")
                .contains(first.toString(), second.toString(), "Keep one of them.");
    }

    @Test
    void two_jars_with_one_id_are_both_reported() {
        Path copycat = brokenJar("Copycat", "");

        assertFails(order(with(artifacts.with("pixazo"), copycat), keys()))
                .startsWith("AMBIGUOUS_PROVIDER  the provider id 'pixazo' is used by ")
                .contains("broken.Copycat (Copycat.jar)", "PixazoProviderFactory (" + name("provider-pixazo") + ")");
    }

    @Test
    void a_broken_service_file_does_not_hide_other_providers() {
        Path broken = Jars.announcing(VideoProviderFactory.class, "gone.Factory", workshop.resolve("gone.jar"));

        assertOrderedFrom("apixo", order(with(artifacts.with("apixo"), broken), keys()));
    }

    @Test
    @Tag("fault-120")
    void a_throwing_constructor_does_not_hide_other_providers() {
        Path broken = brokenJar("Throws", "if (true) throw new IllegalStateException(\"no licence file\");");

        assertOrderedFrom("apixo", order(with(artifacts.with("apixo"), broken), keys()));
    }

    @Test
    void only_broken_providers_are_each_reported() {
        Path missing = Jars.announcing(VideoProviderFactory.class, "lost.Factory", workshop.resolve("lost.jar"));
        Path throwing = brokenJar("Fails", "if (true) throw new IllegalStateException(\"no licence file\");");

        assertFails(order(with(artifacts.core(), missing, throwing), keys()))
                .startsWith("NO_PROVIDER  no usable video provider on the class path (2 service files found")
                .contains("lost.Factory", "broken.Fails (Fails.jar)", "no licence file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jackson-core-2.14.2", "feign-core-13.6"})
    @Tag("fault-126")
    void an_old_library_is_reported_before_anything_is_sent(String jar) {
        Path older = Repository.ROOT.resolve("cli/target/others").resolve(jar + ".jar");
        String library = jar.substring(0, jar.lastIndexOf('-'));

        assertFails(order(
                        Stream.concat(Stream.of(older), artifacts.with("pixazo").stream())
                                .toList(),
                        keys()))
                .startsWith("CONFIGURATION  the class path has " + library + " " + jar.substring(library.length() + 1))
                .contains(older.toString(), "Needed: ", "Nothing was sent, nothing was billed.", "Billed: no.");
    }

    @Test
    void a_fat_jar_works_with_merged_service_files() {
        Path fat = Jars.shade(artifacts.with("pixazo", "apixo"), workshop.resolve("fat.jar"));

        assertOrderedFrom("apixo", order(List.of(fat), keysAnd("REEL4J_PROVIDER", "apixo")));
        assertOrderedFrom("pixazo", order(List.of(fat), keysAnd("REEL4J_PROVIDER", "pixazo")));
    }

    @Test
    void a_fat_jar_without_service_files_is_reported() {
        Path fat = Jars.shadeWithoutServices(artifacts.with("pixazo"), workshop.resolve("fat-without-services.jar"));

        assertFails(order(List.of(fat), keys()))
                .startsWith("NO_PROVIDER  ")
                .contains("0 service files", "In a shaded jar, merge META-INF/services.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pixazo", "apixo"})
    void a_module_requires_only_core_and_finds_the_vendor(String vendor) {
        Path module = program.asModule(artifacts);
        String video = target();

        Outcome outcome = new ChildJvm(workshop)
                .modulePath(with(artifacts.with(vendor), module))
                .environment(keys())
                .run("-m", SmallProgram.MODULE + "/" + SmallProgram.MAIN, "order", video);

        assertOrderedFrom(vendor, outcome);
    }

    @Test
    void a_module_without_a_provider_is_reported() {
        Path module = program.asModule(artifacts);

        Outcome outcome = new ChildJvm(workshop)
                .modulePath(with(artifacts.core(), module))
                .environment(keys())
                .run("-m", SmallProgram.MODULE + "/" + SmallProgram.MAIN, "order", target());

        assertFails(outcome).startsWith("NO_PROVIDER  ");
    }

    /** {@code --add-modules} must name core, because no other module requires it; services resolve the provider. */
    @Test
    void a_program_on_the_class_path_uses_reel4j_on_the_module_path() {
        Outcome outcome = new ChildJvm(workshop)
                .modulePath(artifacts.with("apixo"))
                .options("--add-modules", "io.github.reel4j.core")
                .classPath(List.of(program.classes()))
                .environment(keys())
                .run(SmallProgram.MAIN, "order", target());

        assertOrderedFrom("apixo", outcome);
    }

    private Outcome order(List<Path> jars, Map<String, String> settings) {
        return new ChildJvm(workshop)
                .classPath(program.with(jars))
                .environment(settings)
                .run(SmallProgram.MAIN, "order", target());
    }

    private void assertOrderedFrom(String vendor, Outcome outcome) {
        assertThat(outcome.everything()).as("no stack trace").doesNotContain("\tat ");
        assertThat(outcome.exit()).as(outcome.everything()).isZero();
        assertThat(outcome.lines()).element(0).isEqualTo(vendor);
        assertThat(Path.of(outcome.lines().get(1)))
                .content(StandardCharsets.ISO_8859_1)
                .contains("ftyp");
        assertThat(simulator(vendor).ledger().orders())
                .as("paid orders at " + vendor)
                .hasSize(1);
    }

    private AbstractStringAssert<?> assertFails(Outcome outcome) {
        assertThat(outcome.everything()).as("no stack trace").doesNotContain("\tat ");
        assertThat(outcome.exit()).as(outcome.everything()).isEqualTo(FAILED);
        assertThat(simulators.values())
                .allSatisfy(vendor -> assertThat(vendor.ledger().requests()).isEmpty());
        return assertThat(outcome.out());
    }

    private Map<String, String> keys() {
        Map<String, String> settings = new HashMap<>();
        simulators.forEach((vendor, simulator) -> settings.putAll(SmallProgram.settings(vendor, simulator)));
        return settings;
    }

    private Map<String, String> keysAnd(String name, String value) {
        Map<String, String> settings = keys();
        settings.put(name, value);
        return settings;
    }

    private static String target() {
        try {
            return Files.createTempDirectory(workshop, "video")
                    .resolve("video.mp4")
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Creates a jar with a provider whose id is {@code pixazo} and whose constructor executes {@code constructor}. */
    private static Path brokenJar(String name, String constructor) {
        String source = SmallProgram.resource("broken/Factory.java.txt")
                .replace("NAME", name)
                .replace("CONSTRUCTOR", constructor);
        Path classes = Compilation.into(workshop.resolve(name))
                .classPath(artifacts.core())
                .compile(Map.of(name + ".java", source));
        try {
            Path services = Files.createDirectories(classes.resolve("META-INF/services"));
            Files.writeString(services.resolve(VideoProviderFactory.class.getName()), "broken." + name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Jars.pack(classes, workshop.resolve(name + ".jar"));
    }

    private static String name(String module) {
        return String.valueOf(artifacts.of(module).getFileName());
    }

    private static List<Path> with(List<Path> jars, Path... more) {
        return Stream.concat(jars.stream(), Stream.of(more)).toList();
    }
}
