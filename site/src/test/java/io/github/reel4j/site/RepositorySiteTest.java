package io.github.reel4j.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documents of this repository. */
class RepositorySiteTest {

    @TempDir
    private Path output;

    @Test
    void every_document_is_a_page_and_no_link_is_broken() throws IOException {
        assertThat(new SiteGenerator(Path.of(".."), output).run()).isEmpty();

        assertThat(files(".html"))
                .hasSizeGreaterThan(40)
                .contains(
                        Path.of("index.html"),
                        Path.of("CHANGELOG.html"),
                        Path.of("docs/provider-contract.html"),
                        Path.of("docs/vendors/index.html"),
                        Path.of("docs/adr/0001-ports-in-core.html"));
        assertThat(Files.readString(output.resolve("site.css"))).doesNotContain("url(", "@import");
        assertThat(files(".svg"))
                .isNotEmpty()
                .allSatisfy(picture -> assertThat(Files.readString(output.resolve(picture)))
                        .doesNotContain("<script", "href=\"http", "url(http", "@import"));
    }

    private List<Path> files(String ending) throws IOException {
        try (Stream<Path> files = Files.walk(output)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .map(output::relativize)
                    .toList();
        }
    }
}
