package io.github.reel4j.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** A small repository with a README and a guide, and the site that is written from it. */
final class SampleRepository {

    private final Path root;
    private final Path output;

    SampleRepository(Path folder) throws IOException {
        root = folder.resolve("repository");
        output = folder.resolve("site");
        write(
                "pom.xml",
                "<project><version>1.2.3</version><scm><url>https://example.com/project</url></scm></project>");
        write("site/navigation.txt", "Use\n  README.md Start\n  docs/guide.md\n");
        write("README.md", "# Sample\n");
        write("docs/guide.md", "# Guide\n");
    }

    SampleRepository write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
        return this;
    }

    /** Writes the site and returns its problems. */
    List<String> problems() throws IOException {
        return new SiteGenerator(root, output).run();
    }

    /** Writes the site, which must have no problem, and returns this page of it. */
    String page(String path) throws IOException {
        List<String> problems = problems();
        if (!problems.isEmpty()) {
            throw new AssertionError(problems);
        }
        return Files.readString(output.resolve(path));
    }

    boolean has(String path) {
        return Files.exists(output.resolve(path));
    }
}
