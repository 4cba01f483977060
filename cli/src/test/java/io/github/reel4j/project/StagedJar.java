package io.github.reel4j.project;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The rules for what is inside of staged jars. */
final class StagedJar {

    private static final Pattern GENERATED =
            Pattern.compile("(.*/)?(Immutable[A-Z]\\w*|Dagger[A-Z]\\w*|\\w+_\\w*Factory)(\\.\\w+)*\\.html");
    private static final Pattern BUILDER = Pattern.compile("(?!.*/class-use/).*\\.Builder\\.html");

    private StagedJar() {}

    /**
     * Returns the broken rules of a jar with Javadoc: it has a start page, and only documents what people wrote. If the
     * module exports packages, it documents only those.
     */
    static List<String> violationsOfJavadoc(Path file, Path classes) {
        List<String> violations = new ArrayList<>();
        try (JarFile jar = new JarFile(file.toFile())) {
            if (jar.getEntry("index.html") == null) {
                violations.add("has no index.html");
            }
            for (JarEntry entry : jar.stream().toList()) {
                String name = entry.getName();
                if (GENERATED.matcher(name).matches()) {
                    violations.add("documents the generated " + name);
                } else if (BUILDER.matcher(name).matches() && !text(jar, entry).contains("id=\"method-detail\"")) {
                    violations.add("shows no method in " + name);
                }
            }
            Set<String> exported = module(classes).stream()
                    .flatMap(module -> module.exports().stream())
                    .filter(export -> !export.isQualified())
                    .map(ModuleDescriptor.Exports::source)
                    .collect(Collectors.toSet());
            JarEntry packages = jar.getJarEntry("element-list");
            if (packages != null && !exported.isEmpty()) {
                text(jar, packages)
                        .lines()
                        .filter(name -> !name.startsWith("module:") && !exported.contains(name))
                        .forEach(name -> violations.add("documents " + name + ", which is not exported"));
            }
            return violations;
        } catch (IOException e) {
            return List.of("is not readable: " + e.getMessage());
        }
    }

    /** Returns the broken rules of a jar with classes: a module in it has the version of the artifact. */
    static List<String> violationsOfClasses(Path file, String version) {
        try {
            Optional<String> found =
                    module(file).map(module -> module.rawVersion().orElse("missing"));
            return found.filter(name -> !name.equals(version)).stream()
                    .map(name -> "the version of its module is " + name)
                    .toList();
        } catch (IOException e) {
            return List.of("is not readable: " + e.getMessage());
        }
    }

    private static Optional<ModuleDescriptor> module(Path file) throws IOException {
        try (JarFile jar = new JarFile(file.toFile())) {
            JarEntry entry = jar.getJarEntry("module-info.class");
            if (entry == null) {
                return Optional.empty();
            }
            try (InputStream stream = jar.getInputStream(entry)) {
                return Optional.of(ModuleDescriptor.read(stream));
            }
        }
    }

    private static String text(JarFile jar, JarEntry entry) {
        try (InputStream stream = jar.getInputStream(entry)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
