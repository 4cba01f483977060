package io.github.reel4j.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Checks a folder of staged artifacts against the rules of Maven Central and of this project. */
final class StagingCheck {

    static final String GROUP = "io.github.reel4j";
    private static final Path GROUP_FOLDER = Path.of("io", "github", "reel4j");
    private static final String BOM = "reel4j-bom";
    private static final Set<String> PARENTS = Set.of("reel4j-parent", "reel4j-spring-boot-parent");
    private static final Map<String, String> DIGESTS = Map.of(".md5", "MD5", ".sha1", "SHA-1");

    private final Path staging;
    private final boolean release;
    private final List<String> violations = new ArrayList<>();
    /** The files of each artifact by what follows {@code artifactId-version} in their names, such as {@code .pom}. */
    private final Map<String, Map<String, Path>> artifacts = new TreeMap<>();

    private StagingCheck(Path staging, boolean release) {
        this.staging = staging;
        this.release = release;
    }

    /**
     * Returns the broken rules, with the file that breaks each.
     *
     * @param release whether the artifacts are those of a release, which has no snapshots
     */
    static List<String> violations(Path staging, boolean release) {
        StagingCheck check = new StagingCheck(staging, release);
        check.run();
        return check.violations;
    }

    /** Returns the staged files that are signed: no signatures, no checksums, no metadata of the repository. */
    static List<Path> signedFiles(Path staging) {
        return files(staging).filter(file -> !isCompanion(name(file))).toList();
    }

    private void run() {
        files(staging).forEach(this::checkFile);
        artifacts.forEach(this::checkArtifact);
        checkPublished();
    }

    private void checkFile(Path file) {
        String name = name(file);
        Path folder = staging.relativize(file).getParent();
        int depth = GROUP_FOLDER.getNameCount();
        if (folder == null || !folder.startsWith(GROUP_FOLDER) || folder.getNameCount() != depth + 2) {
            report(file, "is not in a folder " + GROUP_FOLDER + "/ARTIFACT/VERSION");
            return;
        }
        String artifact = folder.getName(depth).toString();
        String version = folder.getName(depth + 1).toString();
        if (release && version.endsWith("-SNAPSHOT")) {
            report(file, "is a snapshot");
        }
        String start = artifact + "-" + fileVersion(name, artifact, version);
        if (!name.startsWith(start)) {
            report(file, "does not start with " + start);
            return;
        }
        int dot = name.lastIndexOf('.');
        String algorithm = DIGESTS.get(name.substring(dot));
        if (algorithm != null) {
            checkDigest(file, file.resolveSibling(name.substring(0, dot)), algorithm);
        } else if (!isCompanion(name)) {
            checkCompanions(file);
            artifacts
                    .computeIfAbsent(artifact + " " + version, none -> new TreeMap<>())
                    .put(name.substring(start.length()), file);
        }
    }

    /** Returns the version in a file's name: that of a snapshot has a time stamp. */
    private static String fileVersion(String name, String artifact, String version) {
        String base = version.replace("-SNAPSHOT", "");
        String stamped = name.replaceFirst("^\\Q" + artifact + "-" + base + "\\E(-\\d{8}\\.\\d{6}-\\d+).*", "$1");
        return version.equals(base) || stamped.equals(name) ? version : base + stamped;
    }

    private void checkDigest(Path file, Path content, String algorithm) {
        if (!Files.exists(content)) {
            report(file, "is the checksum of no file");
        } else if (!text(file).strip().equals(digest(content, algorithm))) {
            report(file, "is not the " + algorithm + " of its file");
        }
    }

    private void checkCompanions(Path file) {
        for (String ending : List.of(".md5", ".sha1", ".asc")) {
            Path companion = file.resolveSibling(name(file) + ending);
            if (!Files.exists(companion)) {
                report(file, "has no " + ending);
            } else if (ending.equals(".asc") && !isArmored(text(companion))) {
                report(companion, "is no armored signature");
            }
        }
    }

    private static boolean isArmored(String text) {
        return text.matches(
                "(?s)-----BEGIN PGP SIGNATURE-----\\R.*\\R=[A-Za-z0-9+/]{4}\\R-----END PGP SIGNATURE-----\\s*");
    }

    private void checkArtifact(String coordinates, Map<String, Path> files) {
        String artifact = coordinates.split(" ", -1)[0];
        String version = coordinates.split(" ", -1)[1];
        Path pom = files.get(".pom");
        if (pom == null) {
            violations.add(coordinates + ": has no POM");
            return;
        }
        StagedPom staged = new StagedPom(Pom.at(pom), text(pom));
        staged.violations(artifact, version, release).forEach(rule -> report(pom, rule));
        if (staged.isPomOnly()) {
            return;
        }
        for (String ending : List.of(".jar", "-sources.jar", "-javadoc.jar", "-cyclonedx.json")) {
            if (!files.containsKey(ending)) {
                report(pom, "has no " + ending + " beside it");
            }
        }
        Path classes = files.get(".jar");
        Path javadoc = files.get("-javadoc.jar");
        if (classes != null && javadoc != null) {
            StagedJar.violationsOfClasses(classes, version).forEach(rule -> report(classes, rule));
            StagedJar.violationsOfJavadoc(javadoc, classes).forEach(rule -> report(javadoc, rule));
        }
    }

    private void checkPublished() {
        Set<String> staged = new TreeSet<>();
        Set<String> versions = new TreeSet<>();
        artifacts.keySet().forEach(coordinates -> {
            staged.add(coordinates.split(" ", -1)[0]);
            versions.add(coordinates.split(" ", -1)[1]);
        });
        if (versions.size() != 1) {
            violations.add("staged versions are " + versions + ", allowed is 1");
        }
        Set<String> published = new TreeSet<>(PARENTS);
        published.add(BOM);
        Path bom = artifacts
                .getOrDefault(BOM + " " + String.join("", versions), Map.of())
                .get(".pom");
        if (bom != null) {
            published.addAll(Pom.at(bom).texts("dependencyManagement/dependencies/dependency/artifactId"));
        }
        if (!staged.equals(published)) {
            violations.add(
                    "staged are " + staged + ", but " + BOM + ", the parents and what it manages are " + published);
        }
    }

    private void report(Path file, String rule) {
        violations.add(staging.relativize(file) + ": " + rule);
    }

    private static boolean isCompanion(String name) {
        return name.matches(".*\\.(asc|md5|sha1|sha256|sha512)");
    }

    private static Stream<Path> files(Path staging) {
        return Repository.files(staging, "").stream()
                .filter(file -> !name(file).startsWith("maven-metadata.xml"))
                .map(staging::resolve);
    }

    private static String digest(Path file, String algorithm) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        return Repository.text(file);
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
