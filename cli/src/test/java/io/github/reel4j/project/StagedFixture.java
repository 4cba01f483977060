package io.github.reel4j.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A small repository that is staged as Maven Central and this project want it: 1 module, the BOM and the parents. */
final class StagedFixture {

    static final String SIGNATURE =
            "-----BEGIN PGP SIGNATURE-----\n\niHUEABYIAB0=\n=ab1+\n-----END PGP SIGNATURE-----\n";
    private static final String BUILDER = "io.github.reel4j.core/io/github/reel4j/model/VideoFailure.Builder.html";
    private static final String POM = """
            <project>
              <groupId>io.github.reel4j</groupId>
              <artifactId>%s</artifactId>
              <version>%s</version>
              <packaging>%s</packaging>
              <name>name</name>
              <description>description</description>
              <url>https://example.org</url>
              <licenses><license><name>Apache-2.0</name><url>https://example.org</url></license></licenses>
              <developers><developer><name>name</name></developer></developers>
              <scm>
                <connection>c</connection>
                <developerConnection>d</developerConnection>
                <url>u</url>
              </scm>
              %s
            </project>
            """;
    private static final String DEPENDENCIES = """
            <dependencies>
              <dependency>
                <groupId>org.example</groupId><artifactId>library</artifactId><version>1</version>
                <scope>runtime</scope>
              </dependency>
            </dependencies>
            """;
    private static final String MANAGED = """
            <dependencyManagement><dependencies><dependency>
              <groupId>io.github.reel4j</groupId><artifactId>reel4j-core</artifactId><version>%s</version>
            </dependency></dependencies></dependencyManagement>
            """;

    private final Path root;
    private final String version;
    private final String fileVersion;

    StagedFixture(Path root, String version, String fileVersion) {
        this.root = root;
        this.version = version;
        this.fileVersion = fileVersion;
        for (String parent : List.of("reel4j-parent", "reel4j-spring-boot-parent")) {
            add(parent, ".pom", POM.formatted(parent, version, "pom", ""));
        }
        add("reel4j-bom", ".pom", POM.formatted("reel4j-bom", version, "pom", MANAGED.formatted(version)));
        add("reel4j-core", ".pom", POM.formatted("reel4j-core", version, "jar", DEPENDENCIES));
        add("reel4j-core", "-cyclonedx.json", "{}");
        addJar("reel4j-core", ".jar", Map.of("A.class", ""));
        addJar("reel4j-core", "-sources.jar", Map.of("A.java", ""));
        addJar("reel4j-core", "-javadoc.jar", Map.of("index.html", "", BUILDER, "<section id=\"method-detail\">"));
    }

    Path file(String artifact, String ending) {
        return root.resolve(Path.of("io", "github", "reel4j", artifact, version))
                .resolve(artifact + "-" + fileVersion + ending);
    }

    void add(String artifact, String ending, String text) {
        write(file(artifact, ending), text);
        addCompanions(file(artifact, ending));
    }

    void addJar(String artifact, String ending, Map<String, String> entries) {
        Map<String, byte[]> bytes = new LinkedHashMap<>();
        entries.forEach((name, text) -> bytes.put(name, text.getBytes(StandardCharsets.UTF_8)));
        addCompanions(Jars.write(bytes, file(artifact, ending)));
    }

    /** Adds a file at a path below the folder of the group. */
    void addStray(String path) {
        Path file = root.resolve("io/github/reel4j").resolve(path);
        write(file, "");
        addCompanions(file);
    }

    /** Replaces a text in the POM of reel4j-core, and updates its checksums. */
    void replaceInPom(String text, String replacement) {
        String pom = Repository.text(file("reel4j-core", ".pom"));
        if (!pom.contains(text)) {
            throw new IllegalArgumentException(text + " is not in " + pom);
        }
        add("reel4j-core", ".pom", pom.replace(text, replacement));
    }

    void delete(String artifact, String ending) {
        try {
            Files.delete(file(artifact, ending));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void overwrite(String artifact, String ending, String text) {
        write(file(artifact, ending), text);
    }

    private static void addCompanions(Path file) {
        try {
            byte[] content = Files.readAllBytes(file);
            Map.of(".md5", "MD5", ".sha1", "SHA-1").forEach((ending, algorithm) -> {
                try {
                    byte[] digest = MessageDigest.getInstance(algorithm).digest(content);
                    write(Path.of(file + ending), HexFormat.of().formatHex(digest));
                } catch (GeneralSecurityException e) {
                    throw new IllegalStateException(e);
                }
            });
            write(Path.of(file + ".asc"), SIGNATURE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
