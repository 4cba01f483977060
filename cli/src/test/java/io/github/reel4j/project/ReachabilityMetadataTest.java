package io.github.reel4j.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each jar has the metadata that GraalVM's native-image needs, and no more. docs/runtimes/graalvm.md describes it. */
class ReachabilityMetadataTest {

    private static final List<ModuleMetadata> MODULES = ModuleMetadata.all();

    /**
     * The calls that were reviewed, by class. The metadata has the types of Feign, JSON, picocli, events and serialized
     * failures, all resources of a module, and the methods that only newer JDKs have. native-image itself follows a
     * {@code ServiceLoader} whose service is a constant.
     */
    private static final Map<String, SortedSet<String>> REVIEWED = new TreeMap<>(Map.ofEntries(
            reviewed(
                    "VideoException",
                    "ObjectInputStream.defaultReadObject",
                    "ObjectInputStream.readObject",
                    "ObjectOutputStream.defaultWriteObject",
                    "ObjectOutputStream.writeObject"),
            reviewed("discovery.ProviderDiscovery", "ServiceLoader.load"),
            reviewed("discovery.ServiceFiles", "ClassLoader.getResources"),
            reviewed("tracking.WorkerExecutors", "Class.getMethod", "Method.invoke"),
            reviewed("provider.feign.FeignClients", "Feign$Builder.target"),
            reviewed(
                    "provider.feign.ResponseDecoder",
                    "JsonMapper.constructType",
                    "JsonMapper.readerFor",
                    "ObjectReader.readValue"),
            reviewed("provider.feign.feign.DependencyVersions", "Class.getResourceAsStream"),
            reviewed("provider.feign.feign.FeignInterfaceRules", "Class.getMethods"),
            reviewed("provider.feign.feign.RequestEncoder", "JacksonEncoder.<init>"),
            reviewed("provider.feign.http.UserAgent", "Class.getResourceAsStream"),
            reviewed(
                    "provider.feign.json.JsonRecordMembers",
                    "Class.getDeclaredField",
                    "Class.getDeclaredMethods",
                    "Class.getRecordComponents",
                    "Method.invoke",
                    "Method.trySetAccessible",
                    "RecordComponent.getAccessor"),
            reviewed("queue.store.SchemaInstaller", "Class.getResourceAsStream"),
            // contract suites run on a JVM
            reviewed(
                    "testkit.contract.RuleMethod",
                    "Class.getMethods",
                    "Method.getAnnotationsByType",
                    "Method.getParameters",
                    "Method.invoke"),
            reviewed("testkit.contract.engine.ContractRuleReader", "Class.getResourceAsStream"),
            reviewed("testkit.junit.SharedSimulator", "ServiceLoader.load"),
            reviewed("testkit.simulator.DocumentedRequestReader", "Class.getResourceAsStream"),
            reviewed("testkit.video.PlaceholderVideo", "Class.getResourceAsStream"),
            reviewed("cli.EventPrinter", "Class.getRecordComponents", "Method.invoke", "RecordComponent.getAccessor"),
            reviewed("cli.ProviderTemplate", "Class.getResourceAsStream"),
            reviewed("cli.Reel", "CommandLine.<init>"),
            reviewed("cli.ProviderKeyVariables", "ServiceLoader.load"),
            reviewed("cli.ProviderJars", "ServiceLoader.load"),
            reviewed("cli.SimulatorRegistry", "ServiceLoader.load"),
            reviewed("cli.TerminalCapabilities", "Class.getMethod", "Method.invoke"),
            reviewed("cli.Version", "Class.getResourceAsStream")));

    private static Map.Entry<String, SortedSet<String>> reviewed(String type, String... calls) {
        return Map.entry("io.github.reel4j." + type, new TreeSet<>(List.of(calls)));
    }

    static List<String> modules() {
        return MODULES.stream().map(ModuleMetadata::module).toList();
    }

    @Test
    void all_modules_that_reel_uses_are_checked() {
        assertThat(MODULES).allSatisfy(module -> assertThat(module.classCount()).isPositive());
        assertThat(modules())
                .contains("core", "provider-feign", "provider-testkit", "order-queue", "cli")
                .containsAll(
                        Repository.vendors().stream().map("provider-"::concat).toList());
    }

    @ParameterizedTest
    @MethodSource("modules")
    void a_module_registers_what_its_classes_need(String name) throws IOException {
        ModuleMetadata module = named(name);
        ReachabilityMetadata required = module.required();
        if (required.isEmpty()) {
            assertThat(module.source()).doesNotExist();
            return;
        }
        if (Boolean.getBoolean("reel4j.docs.write")) {
            Files.createDirectories(module.source().getParent());
        } else {
            assertThat(ReachabilityMetadata.parse(Repository.text(module.packaged()))
                            .differencesFrom(required))
                    .as("the metadata in the jar of %s; write it with -Dreel4j.docs.write=true", name)
                    .isEmpty();
        }
        GeneratedDocument.matches(module.source(), required.text());
        assertThat(required.unresolved(ReachabilityMetadataTest.class.getClassLoader()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pixazo", "apixo", "dashscope", "fal"})
    void a_vendor_registers_its_interface_and_records(String vendor) {
        String api = "io.github.reel4j.provider." + vendor + "."
                + vendor.substring(0, 1).toUpperCase(Locale.ROOT) + vendor.substring(1) + "Api";

        assertThat(named("provider-" + vendor).required().text())
                .contains("{\"proxy\": [\"" + api + "\"]}", "\"" + api + "$");
    }

    @Test
    void every_reflective_call_is_reviewed() {
        Map<String, SortedSet<String>> calls = new TreeMap<>();
        MODULES.forEach(module -> calls.putAll(module.reflectiveCalls()));

        assertThat(calls)
                .as("a new call: does the metadata of its module have what it uses? Then add it to REVIEWED")
                .isEqualTo(REVIEWED);
    }

    private static ModuleMetadata named(String name) {
        return MODULES.stream()
                .filter(module -> module.module().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
