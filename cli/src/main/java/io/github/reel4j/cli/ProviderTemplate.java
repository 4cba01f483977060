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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The module that {@code reel new-provider} writes: file for file like the providers that ship, for a made-up vendor. Pure. */
final class ProviderTemplate {

    private static final List<String> SOURCES = List.of(
            "Api",
            "Component",
            "Mapper",
            "Models",
            "ProviderFactory",
            "Settings",
            "StatusReader",
            "StatusTracker",
            "VideoGenerator");
    private static final List<String> TESTS = List.of("ArchitectureTest", "ContractTest", "Dialect");
    private static final String SERVICES =
            "src/main/resources/META-INF/services/io.github.reel4j.spi.VideoProviderFactory";

    private final ProviderId id;
    private final String javaPackage;
    private final String version;

    /** @param version of the artifacts that the module is built against */
    ProviderTemplate(ProviderId id, String javaPackage, String version) {
        this.id = id;
        this.javaPackage = javaPackage;
        this.version = version;
    }

    /** What the names of its classes begin with, for example {@code MyVendor} for {@code my-vendor}. */
    String prefix() {
        return Stream.of(id.value().split("-"))
                .filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }

    /** The texts by their paths in the module. */
    Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("README.md", text("README.md"));
        files.put("pom.xml", text("pom.xml"));
        files.put("src/main/java/module-info.java", text("module-info.java"));
        String folder = javaPackage.replace('.', '/') + "/";
        String main = "src/main/java/" + folder;
        files.put(main + "package-info.java", text("package-info.java"));
        SOURCES.forEach(name -> files.put(main + prefix() + name + ".java", text(name + ".java")));
        files.put(SERVICES, text("services"));
        TESTS.forEach(name -> files.put("src/test/java/" + folder + prefix() + name + ".java", text(name + ".java")));
        return files;
    }

    private String text(String template) {
        try (InputStream file = ProviderTemplate.class.getResourceAsStream("provider/" + template + ".txt")) {
            if (file == null) {
                throw new IllegalStateException("no template " + template + " beside the program");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("@package@", javaPackage)
                    .replace("@Name@", prefix())
                    .replace("@ID@", ClientFactory.variable(id.value()))
                    .replace("@id@", id.value())
                    .replace("@version@", version);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
