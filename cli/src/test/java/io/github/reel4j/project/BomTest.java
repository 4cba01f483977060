package io.github.reel4j.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BomTest {

    private static final String GROUP = "io.github.reel4j";

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
                        Map.of("groupId", GROUP, "artifactId", "reel4j-" + module, "version", "${project.version}"))
                .toList();

        assertThat(bom.maps("dependencyManagement/dependencies/dependency"))
                .containsExactlyInAnyOrderElementsOf(published);
    }

    @Test
    void every_artifact_has_its_folder_s_name_and_our_version() {
        for (String folder : Repository.modules()) {
            Pom module = module(folder);
            assertThat(module.text("artifactId")).as(folder).hasValue("reel4j-" + folder);
            if (!folder.equals("bom")) {
                assertThat(module.maps("parent"))
                        .as(folder)
                        .containsExactly(Map.of("groupId", GROUP, "artifactId", "reel4j-parent", "version", version));
            }
        }
    }

    private static boolean isPublished(String folder) {
        return module(folder).text("properties/maven.deploy.skip").isEmpty();
    }

    private static Pom module(String folder) {
        return Pom.at(Repository.ROOT.resolve(Path.of(folder, "pom.xml")));
    }
}
