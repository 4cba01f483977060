package io.github.reel4j.cli;

import io.github.reel4j.model.ProviderId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Fills in the templates of a provider module for a fictional vendor. */
final class ProviderTemplate {

    private static final List<String> SOURCES = List.of(
            "Api",
            "Component",
            "RequestMapper",
            "Models",
            "ProviderFactory",
            "Settings",
            "StatusReader",
            "StatusTracker",
            "VideoGenerator");
    private static final List<String> TESTS = List.of("ArchitectureTest", "ContractTest", "Dialect", "Simulator");
    private static final String SERVICES =
            "src/main/resources/META-INF/services/io.github.reel4j.spi.VideoProviderFactory";
    private static final String SIMULATOR_SERVICES =
            "src/test/resources/META-INF/services/io.github.reel4j.testkit.simulator.VendorSimulatorFactory";

    /** An optional ability of a provider, with its name in the templates and the class of its port. */
    enum Ability {
        CANCEL("Canceller"),
        CALLBACKS(""),
        UPLOADS("Uploader");

        private final String source;

        Ability(String source) {
            this.source = source;
        }

        private String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final ProviderId id;
    private final String javaPackage;
    private final String version;
    private final Set<Ability> abilities;

    /** @param version of reel4j, for the dependencies of the module */
    ProviderTemplate(ProviderId id, String javaPackage, String version, Set<Ability> abilities) {
        this.id = id;
        this.javaPackage = javaPackage;
        this.version = version;
        this.abilities = abilities;
    }

    /** Returns the prefix of the class names, for example {@code MyVendor} for {@code my-vendor}. */
    String prefix() {
        return Stream.of(id.value().split("-"))
                .filter(part -> !part.isEmpty())
                .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
                .collect(Collectors.joining());
    }

    /** Returns the content of each file by its path in the module. */
    Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("README.md", text("README.md"));
        files.put("pom.xml", text("pom.xml"));
        files.put("src/main/java/module-info.java", text("module-info.java"));
        String folder = javaPackage.replace('.', '/') + "/";
        String main = "src/main/java/" + folder;
        files.put(main + "package-info.java", text("package-info.java"));
        Stream.concat(
                        SOURCES.stream(),
                        abilities.stream().map(each -> each.source).filter(name -> !name.isEmpty()))
                .sorted()
                .forEach(name -> files.put(main + prefix() + name + ".java", text(name + ".java")));
        files.put(SERVICES, text("services"));
        files.put(SIMULATOR_SERVICES, text("simulator-services"));
        TESTS.forEach(name -> files.put("src/test/java/" + folder + prefix() + name + ".java", text(name + ".java")));
        return files;
    }

    private String text(String template) {
        try (InputStream file = ProviderTemplate.class.getResourceAsStream("provider/" + template + ".txt")) {
            if (file == null) {
                throw new IllegalStateException("no template provider/" + template + ".txt in the jar of reel");
            }
            String content = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return ConditionalText.of(
                            content, abilities.stream().map(Ability::id).collect(Collectors.toSet()))
                    .replace("@package@", javaPackage)
                    .replace("@Name@", prefix())
                    .replace("@ID@", ClientFactory.variablePrefix(id.value()))
                    .replace("@id@", id.value())
                    .replace("@version@", version);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
