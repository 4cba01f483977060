package io.github.reel4j.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BomTest {

    private static final String GROUP = "io.github.reel4j";

    /** The modules for Spring Boot are named as Spring Boot recommends, and share a parent. */
    private static final Map<String, String> NAMED_BY_CONVENTION = Map.of(
            "spring-boot/autoconfigure", "reel4j-spring-boot",
            "spring-boot/starter", "reel4j-spring-boot-starter",
            "spring-boot/starter-test", "reel4j-spring-boot-starter-test");

    private final Pom parent = Pom.at(Repository.ROOT.resolve("pom.xml"));
    private final Pom bom = module("bom");
    private final String version = parent.text("version").orElseThrow();

    @Test
    void the_bom_has_no_parent_and_no_properties() {
        assertThat(bom.maps("parent")).isEmpty();
        assertThat(bom.maps("properties")).isEmpty();
        assertThat(bom.texts("groupId")).containsExactly(GROUP);
        assertThat(bom.texts("version")).containsExactly(version);
    }

    @Test
    void the_bom_manages_exactly_the_published_artifacts() {
        List<Map<String, String>> published = Repository.modules().stream()
                .filter(module -> !module.equals("bom") && isPublished(module))
                .map(module ->
                        Map.of("groupId", GROUP, "artifactId", artifact(module), "version", "${project.version}"))
                .toList();

        assertThat(bom.maps("dependencyManagement/dependencies/dependency"))
                .containsExactlyInAnyOrderElementsOf(published);
    }

    @Test
    void every_artifact_has_its_folder_s_name_and_our_version() {
        for (String folder : Repository.modules()) {
            Pom module = module(folder);
            assertThat(module.text("artifactId")).as(folder).hasValue(artifact(folder));
            if (!folder.equals("bom")) {
                assertThat(module.maps("parent"))
                        .as(folder)
                        .singleElement()
                        .satisfies(parentOfModule -> assertThat(parentOfModule)
                                .containsEntry("groupId", GROUP)
                                .containsEntry(
                                        "artifactId",
                                        NAMED_BY_CONVENTION.containsKey(folder)
                                                ? "reel4j-spring-boot-parent"
                                                : "reel4j-parent")
                                .containsEntry("version", version));
            }
        }
    }

    private static String artifact(String folder) {
        return NAMED_BY_CONVENTION.getOrDefault(folder, "reel4j-" + folder.replace('/', '-'));
    }

    private static boolean isPublished(String folder) {
        return module(folder).text("properties/maven.deploy.skip").isEmpty();
    }

    private static Pom module(String folder) {
        return Pom.at(Repository.ROOT.resolve(Path.of(folder, "pom.xml")));
    }
}
