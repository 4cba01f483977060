package io.github.reel4j.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The source tree of this build. */
final class Repository {

    static final Path ROOT = root();

    private Repository() {}

    /** Returns the folders of the modules, in the order of the build; of a module that only groups others, those. */
    static List<String> modules() {
        return modules("");
    }

    private static List<String> modules(String folder) {
        return Pom.at(ROOT.resolve(folder + "pom.xml")).texts("modules/module").stream()
                .map(name -> folder + name)
                .flatMap(module -> {
                    List<String> inner = modules(module + "/");
                    return inner.isEmpty() ? Stream.of(module) : inner.stream();
                })
                .toList();
    }

    /** Returns the ids of the vendors whose providers are in this repository. */
    static List<String> vendors() {
        return modules().stream()
                .filter(module -> module.startsWith("provider-"))
                .map(module -> module.substring("provider-".length()))
                .filter(name -> !name.equals("feign") && !name.equals("testkit"))
                .toList();
    }

    /** Returns the regular files below {@code folder} whose names end with {@code ending}, relative to it. */
    static List<Path> files(Path folder, String ending) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(ending))
                    .map(folder::relativize)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("no mvnw in this folder or above: run the tests inside the sources");
        }
        return folder;
    }
}
