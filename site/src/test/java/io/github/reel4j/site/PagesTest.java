package io.github.reel4j.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagesTest {

    @TempDir
    private Path folder;

    private SampleRepository repository;

    @BeforeEach
    void create() throws IOException {
        repository = new SampleRepository(folder);
    }

    @Test
    void headings_get_the_anchors_that_GitHub_gives_them() throws IOException {
        repository.write("README.md", "# Sample\n\n## Über `a.b`: 1 & 2\n\n## Same\n\n## Same\n");

        assertThat(repository.page("index.html"))
                .contains(
                        "<h1 id=\"sample\">",
                        "<h2 id=\"über-ab-1--2\">Über <code>a.b</code>: 1 &amp; 2</h2>",
                        "<h2 id=\"same\">",
                        "<h2 id=\"same-1\">",
                        "<a href=\"#über-ab-1--2\">Über a.b: 1 &amp; 2</a>");
    }

    @Test
    void text_that_looks_like_HTML_is_escaped_everywhere() throws IOException {
        repository.write(
                "README.md", "# A `<b>` & \"c\"\n\n`<script>` List\\<String>\n\n```java\nList<String> a;\n```\n");

        assertThat(repository.page("index.html"))
                .contains(
                        "<title>A &lt;b&gt; &amp; &quot;c&quot; · reel4j</title>",
                        "<code>&lt;script&gt;</code> List&lt;String&gt;",
                        "<pre tabindex=\"0\"><code class=\"language-java\">List&lt;String&gt; a;\n</code></pre>")
                .doesNotContain("<script", "<b>");
    }

    @Test
    void comments_are_removed_and_br_breaks_a_line() throws IOException {
        repository.write("README.md", "# Sample\n\n<!-- run -->\n```sh\nls\n```\n\n| a |\n|---|\n| b<br>c |\n");

        assertThat(repository.page("index.html")).contains("b<br />\nc").doesNotContain("run --");
    }

    @Test
    void other_HTML_is_a_problem() throws IOException {
        repository.write("README.md", "# Sample\n\n<script>alert(1)</script>\n\na <b>c</b>\n");

        assertThat(repository.problems())
                .hasSize(3)
                .allMatch(problem -> problem.matches("README.md:[35]: HTML is not rendered; .*"));
    }

    @Test
    void a_table_scrolls_in_a_box_that_the_keyboard_reaches() throws IOException {
        repository.write("README.md", "# Sample\n\n## Prices\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n");

        assertThat(repository.page("index.html"))
                .containsOnlyOnce("class=\"box\"")
                .containsPattern(
                        "<div class=\"box\" tabindex=\"0\" role=\"group\" aria-label=\"Table: Prices\">\\s*<table>")
                .contains("<td align=\"right\">2</td>");
    }

    @Test
    void a_diagram_that_is_not_drawn_is_a_problem() throws IOException {
        repository.write("README.md", "# Sample\n\n```mermaid\nflowchart LR\n```\n");

        assertThat(repository.problems())
                .containsExactly("README.md:3: the diagram is not drawn; run site/draw-diagrams");
    }

    @Test
    void a_diagram_is_shown_as_a_picture_and_as_text() throws IOException {
        String name = Diagrams.sha256("flowchart LR\n").substring(0, 12);
        String svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"30\" height=\"20\"/>";
        repository.write("docs/guide.md", "# Guide\n\n```mermaid\nflowchart LR\n```\n");
        repository.write("site/diagrams/" + name + "-light.svg", svg);
        repository.write("site/diagrams/" + name + "-dark.svg", svg);

        assertThat(repository.page("docs/guide.html"))
                .contains(
                        "<img src=\"../site/diagrams/" + name + "-light.svg\"",
                        "width=\"30\" height=\"20\"",
                        "srcset=\"../site/diagrams/" + name + "-dark.svg\"",
                        "<code class=\"language-mermaid\">flowchart LR");
        assertThat(repository.has("site/diagrams/" + name + "-dark.svg")).isTrue();
    }

    @Test
    void a_page_links_the_page_before_and_the_page_after_it() throws IOException {
        repository.write("site/navigation.txt", "Use\n  README.md Start\n  docs/guide.md\nTest\n    docs/test.md\n");
        repository.write("docs/test.md", "# Tests & more\n");

        assertThat(repository.page("docs/guide.html"))
                .contains(
                        "<a rel=\"prev\" href=\"../index.html\">Previous: Start</a>",
                        "<a rel=\"next\" href=\"test.html\">Next: Tests &amp; more</a>",
                        "<a href=\"guide.html\" aria-current=\"page\">Guide</a>",
                        "<li class=\"inner\"><a href=\"test.html\">Tests &amp; more</a></li>");
    }

    @Test
    void a_document_without_an_entry_and_an_entry_without_one_are_problems() throws IOException {
        repository.write("site/navigation.txt", "Use\n  README.md\n  docs/guide.md\n  docs/gone.md\n");
        repository.write("docs/deep/new.md", "# New\n");

        assertThat(repository.problems())
                .contains(
                        "docs/gone.md: site/navigation.txt lists it, but it does not exist",
                        "docs/deep/new.md: site/navigation.txt does not list it");
    }

    @Test
    void a_page_without_a_title_is_a_problem() throws IOException {
        repository.write("README.md", "text\n");

        assertThat(repository.problems()).containsExactly("README.md: 0 headings of level 1; a page has exactly 1");
    }
}
