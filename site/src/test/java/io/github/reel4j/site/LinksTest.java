package io.github.reel4j.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinksTest {

    @TempDir
    private Path folder;

    private SampleRepository repository;

    @BeforeEach
    void create() throws IOException {
        repository = new SampleRepository(folder);
    }

    @Test
    void a_link_to_a_document_becomes_a_link_to_its_page() throws IOException {
        repository.write("README.md", "# Sample\n\n[guide](docs/guide.md#first-step) [own](#sample)\n");
        repository.write("docs/guide.md", "# Guide\n\n## First step\n\n[back](../README.md)\n");

        assertThat(repository.page("index.html"))
                .contains("<a href=\"docs/guide.html#first-step\">guide</a>", "<a href=\"#sample\">own</a>");
    }

    @Test
    void a_link_out_of_a_folder_leads_back_to_the_start_page() throws IOException {
        repository.write("docs/guide.md", "# Guide\n\n[back](../README.md)\n");

        assertThat(repository.page("docs/guide.html")).contains("<a href=\"../index.html\">back</a>");
    }

    @Test
    void a_link_to_a_source_leads_to_the_repository_of_the_POM() throws IOException {
        repository.write("docs/guide.md", "# Guide\n\n[code](../src/A.java#L3) [folder](../src)\n");
        repository.write("src/A.java", "class A {}");

        assertThat(repository.page("docs/guide.html"))
                .contains(
                        "<a href=\"https://example.com/project/blob/main/src/A.java#L3\">code</a>",
                        "<a href=\"https://example.com/project/tree/main/src\">folder</a>");
    }

    @Test
    void a_link_to_another_site_is_kept() throws IOException {
        repository.write("README.md", "# Sample\n\n[web](https://example.org/a?b=1&c=2) <mailto:a@example.org>\n");

        assertThat(repository.page("index.html"))
                .contains("<a href=\"https://example.org/a?b=1&amp;c=2\">web</a>", "href=\"mailto:a@example.org\"");
    }

    @Test
    void a_link_that_runs_a_script_is_a_problem() throws IOException {
        repository.write("README.md", "# Sample\n\n[run](javascript:alert)\n");

        assertThat(repository.problems())
                .containsExactly("index.html: the link leads to no file of the site: javascript:alert");
    }

    @Test
    void a_link_to_a_missing_file_is_a_problem_with_its_line() throws IOException {
        repository.write("docs/guide.md", "# Guide\n\ntext\n\n[gone](gone.md)\n");

        assertThat(repository.problems())
                .contains("docs/guide.md:5: the link leads to a file that does not exist: docs/gone.md");
    }

    @Test
    void a_link_out_of_the_repository_is_a_problem() throws IOException {
        repository.write("README.md", "# Sample\n\n[outside](../other.md)\n");

        assertThat(repository.problems())
                .contains("README.md:3: the link leads to a file that does not exist: ../other.md");
    }

    @Test
    void a_link_to_a_missing_heading_is_a_problem() throws IOException {
        repository.write("README.md", "# Sample\n\n[gone](docs/guide.md#gone) [own](#nothing)\n");

        assertThat(repository.problems())
                .containsExactly(
                        "index.html: the link leads to no heading of docs/guide.html: docs/guide.html#gone",
                        "index.html: the link leads to no heading of index.html: #nothing");
    }

    @Test
    void an_image_is_copied_to_the_site() throws IOException {
        repository.write("docs/guide.md", "# Guide\n\n![A picture](images/a.svg)\n");
        repository.write("docs/images/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");

        assertThat(repository.page("docs/guide.html")).contains("<img src=\"images/a.svg\" alt=\"A picture\" />");
        assertThat(repository.has("docs/images/a.svg")).isTrue();
    }

    @Test
    void an_image_from_elsewhere_is_a_problem() throws IOException {
        repository.write("README.md", "# Sample\n\n![badge](https://example.org/badge.svg)\n");

        assertThat(repository.problems())
                .contains("README.md:3: the site loads nothing from elsewhere: https://example.org/badge.svg");
    }

    @Test
    void built_Javadoc_gets_a_page_that_links_it() throws IOException {
        repository.write("site/navigation.txt", "Use\n  README.md\n  docs/guide.md\n  docs/api.md\n");
        repository.write("docs/api.md", "# API\n");
        repository.write("core/target/reports/apidocs/index.html", "<html></html>");

        assertThat(repository.page("javadoc.html")).contains("<a href=\"javadoc/core/index.html\">core</a>");
        assertThat(repository.has("javadoc/core/index.html")).isTrue();
    }
}
