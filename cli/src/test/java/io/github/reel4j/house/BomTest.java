package io.github.reel4j.house;

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
    void the_bom_stands_alone_so_that_whoever_imports_it_inherits_nothing() {
        assertThat(bom.maps("parent")).isEmpty();
        assertThat(bom.maps("properties")).isEmpty();
        assertThat(bom.texts("groupId")).containsExactly(GROUP);
        assertThat(bom.texts("version")).containsExactly(version);
    }

    @Test
    void the_bom_manages_every_artifact_that_is_published_and_nothing_foreign() {
        List<Map<String, String>> published = Repository.modules().stream()
                .filter(module -> !module.equals("bom"))
                .map(module ->
                        Map.of("groupId", GROUP, "artifactId", "reel4j-" + module, "version", "${project.version}"))
                .toList();

        assertThat(bom.maps("dependencyManagement/dependencies/dependency"))
                .containsExactlyInAnyOrderElementsOf(published);
    }

    @Test
    void every_module_is_named_after_its_folder_and_has_the_parent_s_version() {
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

    private static Pom module(String folder) {
        return Pom.at(Repository.ROOT.resolve(Path.of(folder, "pom.xml")));
    }
}
