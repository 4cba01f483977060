package io.github.reel4j.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The check of staged artifacts accepts a correct repository, and reports each broken rule. */
class StagingCheckTest {

    private static final String CORE = "reel4j-core";

    @TempDir
    private Path staging;

    @Test
    void a_correct_release_breaks_no_rule() {
        new StagedFixture(staging, "0.1.0", "0.1.0");

        assertThat(StagingCheck.violations(staging, true)).isEmpty();
        assertThat(StagingCheck.signedFiles(staging)).hasSize(8);
    }

    @Test
    void a_snapshot_is_not_a_release() {
        new StagedFixture(staging, "0.1.0-SNAPSHOT", "0.1.0-20261130.101112-3");

        assertThat(StagingCheck.violations(staging, false)).isEmpty();
        assertThat(StagingCheck.violations(staging, true))
                .anyMatch(violation -> violation.endsWith("reel4j-core-0.1.0-20261130.101112-3.jar: is a snapshot"))
                .anyMatch(violation -> violation.endsWith(".pom: names a snapshot"));
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                change(".pom: its version is 9, its folder says 0.1.0", f -> f.replaceInPom(">0.1.0<", ">9<")),
                change(".pom: its artifactId is other, its", f -> f.replaceInPom(">reel4j-core<", ">other<")),
                change(".pom: has no description", f -> f.replaceInPom("<description>description", "<description>")),
                change(".pom: has no developers/developer/name", f -> f.replaceInPom("developers>", "persons>")),
                change(".pom: has no scm/url", f -> f.replaceInPom("<url>u</url>", "")),
                change(".pom: has no licenses/license/name", f -> f.replaceInPom("<name>Apache-2.0</name>", "")),
                change(".pom: has a property that is not resolved", f -> f.replaceInPom(">1<", ">${version}<")),
                change(".pom: has a parent", f -> f.replaceInPom("<scm>", "<parent/><scm>")),
                change(".pom: org.example:library has the scope system", f -> f.replaceInPom("runtime", "system")),
                change(".pom: org.example:library has no version", f -> f.replaceInPom("<version>1</version>", "")),
                change(".pom: names a snapshot", f -> f.replaceInPom(">1<", ">1-SNAPSHOT<")),
                change(".pom: has no -sources.jar", f -> f.delete(CORE, "-sources.jar")),
                change(".pom: has no -javadoc.jar", f -> f.delete(CORE, "-javadoc.jar")),
                change(".pom: has no -cyclonedx.json", f -> f.delete(CORE, "-cyclonedx.json")),
                change("reel4j-core 0.1.0: has no POM", f -> f.delete(CORE, ".pom")),
                change(".jar: has no .asc", f -> f.delete(CORE, ".jar.asc")),
                change(".jar: has no .sha1", f -> f.delete(CORE, ".jar.sha1")),
                change(".jar.asc: is no armored signature", f -> f.overwrite(CORE, ".jar.asc", "signed")),
                change(".pom.md5: is not the MD5 of its file", f -> f.overwrite(CORE, ".pom.md5", "0".repeat(32))),
                change(".pom.sha1: is not the SHA-1", f -> f.overwrite(CORE, ".pom", "<project/>")),
                change(".jar: is not readable", f -> f.add(CORE, ".jar", "no zip file")),
                change("has no index.html", f -> f.addJar(CORE, "-javadoc.jar", Map.of("A.html", ""))),
                change(
                        "the generated a/ImmutableX.html",
                        f -> f.addJar(CORE, "-javadoc.jar", page("a/ImmutableX.html"))),
                change("the generated a/DaggerX.html", f -> f.addJar(CORE, "-javadoc.jar", page("a/DaggerX.html"))),
                change("the generated a/X_Factory.html", f -> f.addJar(CORE, "-javadoc.jar", page("a/X_Factory.html"))),
                change("shows no method in", f -> f.addJar(CORE, "-javadoc.jar", page("a/X.Builder.html"))),
                change("staged are [reel4j-bench", f -> f.add("reel4j-bench", ".jar", "")),
                change("does not start with reel4j-core-0.1.0", f -> f.addStray("reel4j-core/0.1.0/other.jar")),
                change("is not in a folder io/github/reel4j/ARTIFACT", f -> f.addStray("reel4j-core/a.jar")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void a_broken_rule_is_reported(String expected, Consumer<StagedFixture> change) {
        StagedFixture fixture = new StagedFixture(staging, "0.1.0", "0.1.0");
        change.accept(fixture);

        assertThat(StagingCheck.violations(staging, true)).anyMatch(violation -> violation.contains(expected));
    }

    @Test
    void a_module_has_the_version_of_its_artifact() {
        Path packed = Jars.pack(Repository.ROOT.resolve("core/target/classes"), staging.resolve("core.jar"));

        assertThat(StagedJar.violationsOfClasses(packed, "9.9"))
                .singleElement()
                .asString()
                .startsWith("the version of");
    }

    private static Arguments change(String expected, Consumer<StagedFixture> change) {
        return Arguments.of(expected, change);
    }

    private static Map<String, String> page(String name) {
        return Map.of("index.html", "", name, "");
    }
}
