package io.github.reel4j.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the Javadoc that was built for the modules, copies it into the site, and makes the page that links to it.
 */
final class JavadocPages {

    /** The document of the page, which exists only in memory. */
    static final Path PAGE = Path.of("javadoc.md");

    private static final Path BUILT = Path.of("target", "reports", "apidocs");
    private static final int MAX_DEPTH = 2;

    private final Map<String, Path> modules;

    private JavadocPages(Map<String, Path> modules) {
        this.modules = modules;
    }

    /** Returns the Javadoc that the modules below {@code repository} have in their build folders. */
    static JavadocPages in(Path repository) throws IOException {
        Map<String, Path> modules = new TreeMap<>();
        try (Stream<Path> folders = Files.walk(repository, MAX_DEPTH)) {
            folders.filter(folder -> Files.exists(folder.resolve(BUILT).resolve("index.html")))
                    .forEach(folder -> modules.put(
                            repository.relativize(folder).toString().replace('\\', '/'), folder.resolve(BUILT)));
        }
        return new JavadocPages(modules);
    }

    boolean isEmpty() {
        return modules.isEmpty();
    }

    /** Returns the text of the page. */
    String page() {
        return modules.keySet().stream()
                .map(module -> "- [" + module + "](" + index(module).toString().replace('\\', '/') + ")\n")
                .collect(Collectors.joining(
                        "",
                        "# Javadoc\n\nThe types of each module. [API](docs/api.md) says which are for whom.\n\n",
                        ""));
    }

    /** Returns the start pages of the modules, relative to the site. */
    Set<Path> indexes() {
        return modules.keySet().stream().map(JavadocPages::index).collect(Collectors.toSet());
    }

    void copyTo(Path output) throws IOException {
        for (Map.Entry<String, Path> module : modules.entrySet()) {
            Path target = output.resolve("javadoc").resolve(module.getKey());
            try (Stream<Path> files = Files.walk(module.getValue())) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path copy =
                            target.resolve(module.getValue().relativize(file).toString());
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        }
    }

    private static Path index(String module) {
        return Path.of("javadoc", module, "index.html");
    }
}
