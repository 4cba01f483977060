package io.github.reel4j.site;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The frame of a page: header, navigation, table of contents, the pages before and after it, footer. */
final class PageTemplate {

    private static final int MIN_SECTIONS = 3;

    private final Navigation navigation;
    private final Map<Path, Page> pages;
    private final Project project;

    PageTemplate(Navigation navigation, Map<Path, Page> pages, Project project) {
        this.navigation = navigation;
        this.pages = pages;
        this.project = project;
    }

    /** Returns the whole page. {@code content} is the rendered text of the document. */
    String apply(Page page, String content) {
        String sections = sections(page);
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>%s</title>
                <link rel="icon" href="data:,">
                <link rel="stylesheet" href="%s">
                </head>
                <body>
                <a class="skip" href="#content">Skip to the content</a>
                <header>
                <a class="brand" href="%s">reel4j</a> <span class="version">%s</span>
                <button type="button" popovertarget="pages">All pages</button>
                </header>
                <div class="columns">
                <nav id="pages" popover aria-label="All pages">
                %s</nav>
                <main id="content" tabindex="-1">
                %s%s%s</main>
                %s</div>
                <footer>%s</footer>
                </body>
                </html>
                """.formatted(
                title(page),
                page.urlOf(Path.of("site.css")),
                page.urlOf(Path.of("index.html")),
                escape(project.version()),
                groups(page),
                sections.isEmpty()
                        ? ""
                        : "<details class=\"contents\"><summary>On this page</summary>\n" + sections + "</details>\n",
                content,
                steps(page),
                sections.isEmpty()
                        ? ""
                        : "<nav class=\"sections\" aria-label=\"On this page\">\n"
                                + "<p class=\"group\">On this page</p>\n" + sections + "</nav>\n",
                footer(page));
    }

    private String title(Page page) {
        String title = page.title().orElse("");
        return escape(title.equals("reel4j") ? title : title + " · reel4j");
    }

    private String groups(Page page) {
        StringBuilder html = new StringBuilder();
        for (Navigation.Group group : navigation.groups()) {
            html.append("<p class=\"group\">").append(escape(group.name())).append("</p>\n<ul>\n");
            for (Navigation.Entry entry : group.entries()) {
                html.append(entry.inner() ? "<li class=\"inner\">" : "<li>")
                        .append("<a href=\"")
                        .append(urlOf(page, entry))
                        .append(entry.source().equals(page.source()) ? "\" aria-current=\"page\">" : "\">")
                        .append(escape(label(entry)))
                        .append("</a></li>\n");
            }
            html.append("</ul>\n");
        }
        return html.toString();
    }

    private static String sections(Page page) {
        List<Page.Section> sections = page.headings().stream()
                .filter(section ->
                        section.heading().getLevel() == 2 || section.heading().getLevel() == 3)
                .toList();
        return sections.size() < MIN_SECTIONS
                ? ""
                : sections.stream()
                        .map(section -> "<li class=\"level" + section.heading().getLevel() + "\"><a href=\"#"
                                + escape(section.anchor()) + "\">" + escape(section.text()) + "</a></li>\n")
                        .collect(Collectors.joining("", "<ul>\n", "</ul>\n"));
    }

    private String steps(Page page) {
        List<Navigation.Entry> order = navigation.entries().toList();
        int at = order.stream().map(Navigation.Entry::source).toList().indexOf(page.source());
        String previous = at <= 0 ? "" : step(page, order.get(at - 1), "prev", "Previous: ");
        String next = at < 0 || at == order.size() - 1 ? "" : step(page, order.get(at + 1), "next", "Next: ");
        return "<nav class=\"steps\" aria-label=\"Previous and next page\">\n" + previous + next + "</nav>\n";
    }

    private String step(Page page, Navigation.Entry entry, String relation, String word) {
        return "<a rel=\"" + relation + "\" href=\"" + urlOf(page, entry) + "\">" + word + escape(label(entry))
                + "</a>\n";
    }

    private String footer(Page page) {
        String source = project.url() + "/blob/main/" + page.source().toString().replace('\\', '/');
        return "Apache License 2.0 · "
                + (page.source().equals(JavadocPages.PAGE)
                        ? "<a href=\"" + escape(project.url()) + "\">Repository</a>"
                        : "<a href=\"" + escape(source) + "\">Source of this page</a>");
    }

    private String urlOf(Page page, Navigation.Entry entry) {
        Page target = pages.get(entry.source());
        return target == null ? "" : escape(page.urlOf(target.output()));
    }

    private String label(Navigation.Entry entry) {
        Page page = pages.get(entry.source());
        return entry.label()
                .or(() -> page == null ? java.util.Optional.empty() : page.title())
                .orElse("");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
