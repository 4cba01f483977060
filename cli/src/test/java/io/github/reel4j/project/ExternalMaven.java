package io.github.reel4j.project;

import io.github.reel4j.project.ChildJvm.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Builds a project outside this build, with the same Maven and an empty local repository. */
final class ExternalMaven {

    private static final String MAIN = "org.codehaus.plexus.classworlds.launcher.Launcher";

    private final Path workshop;
    private final Artifacts artifacts;
    private final Optional<Path> home = folder("reel4j.maven.home");
    private final Optional<Path> downloaded = folder("localRepository"); // set by Surefire

    ExternalMaven(Path workshop, Artifacts artifacts) {
        this.workshop = workshop;
        this.artifacts = artifacts;
    }

    /** Whether this build has set the location of Maven; an IDE does not. */
    boolean isAvailable() {
        return home.isPresent() && downloaded.isPresent();
    }

    Outcome run(Path project, String... goals) throws IOException {
        Path maven = home.orElseThrow();
        Path settings = Files.writeString(workshop.resolve("settings.xml"), settings(publish()));
        return new ChildJvm(workshop)
                .options("-Dmaven.home=" + maven, "-Dclassworlds.conf=" + maven.resolve("bin/m2.conf"))
                .options("-Dmaven.multiModuleProjectDirectory=" + project)
                .classPath(List.of(launcher(maven)))
                .run(Stream.concat(
                                Stream.of(MAIN, "-B", "-q", "-f", project.toString(), "-s", settings.toString()),
                                Stream.concat(
                                        Stream.of(
                                                "-gs",
                                                settings.toString(),
                                                "-Dmaven.repo.local=" + workshop.resolve("repository")),
                                        Stream.of(goals)))
                        .toArray(String[]::new));
    }

    /** Copies the artifacts of this build to a folder with the layout of a Maven repository. */
    private Path publish() throws IOException {
        Path published = workshop.resolve("published");
        copy(published, "parent", Repository.ROOT.resolve("pom.xml"), ".pom");
        copy(published, "bom", Repository.ROOT.resolve("bom/pom.xml"), ".pom");
        for (String module : List.of("core", "provider-feign", "provider-testkit")) {
            copy(published, module, Repository.ROOT.resolve(module).resolve("pom.xml"), ".pom");
            copy(published, module, artifacts.of(module), ".jar");
        }
        return published;
    }

    private static void copy(Path published, String module, Path file, String ending) throws IOException {
        String version =
                Pom.at(Repository.ROOT.resolve("pom.xml")).text("version").orElseThrow();
        String artifact = "reel4j-" + module;
        Path folder = published.resolve(Path.of("io", "github", "reel4j", artifact, version));
        Files.copy(file, Files.createDirectories(folder).resolve(artifact + "-" + version + ending));
    }

    private String settings(Path published) {
        return """
                <settings>
                  <mirrors><mirror>
                    <id>downloaded</id><mirrorOf>*,!published</mirrorOf><url>%s</url>
                  </mirror></mirrors>
                  <profiles><profile>
                    <id>outer</id>
                    <repositories><repository>
                      <id>published</id><url>%s</url><snapshots><enabled>true</enabled></snapshots>
                    </repository></repositories>
                  </profile></profiles>
                  <activeProfiles><activeProfile>outer</activeProfile></activeProfiles>
                </settings>
                """.formatted(downloaded.orElseThrow().toUri(), published.toUri());
    }

    private static Path launcher(Path maven) throws IOException {
        try (Stream<Path> boot = Files.list(maven.resolve("boot"))) {
            return boot.filter(file -> file.getFileName().toString().matches("plexus-classworlds.*\\.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Optional<Path> folder(String property) {
        return Optional.ofNullable(System.getProperty(property)).map(Path::of).filter(Files::isDirectory);
    }
}
