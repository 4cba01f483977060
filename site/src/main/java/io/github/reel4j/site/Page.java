package io.github.reel4j.site;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;

/**
 * A parsed document.
 *
 * @param source the document, relative to the repository
 * @param document its text as a tree
 * @param headings its headings in their order
 */
record Page(Path source, Node document, List<Section> headings) {

    /** A heading with its anchor and its text without markup. */
    record Section(Heading heading, String anchor, String text) {}

    /** Returns the text of the first heading of level 1. */
    Optional<String> title() {
        return headings.stream()
                .filter(section -> section.heading().getLevel() == 1)
                .map(Section::text)
                .findFirst();
    }

    /** Returns the file of the page, relative to the site. A README is the start page of its folder. */
    Path output() {
        String name = String.valueOf(source.getFileName());
        return source.resolveSibling(
                name.equals("README.md") ? "index.html" : name.substring(0, name.length() - 3) + ".html");
    }

    /** Returns the anchor of each heading. */
    Map<Heading, String> anchors() {
        return headings.stream().collect(Collectors.toMap(Section::heading, Section::anchor));
    }

    /** Returns the relative URL of {@code target}, a file of the site, for a link on this page. */
    String urlOf(Path target) {
        Path folder = output().getParent();
        Path relative = folder == null ? target : folder.relativize(target);
        return relative.toString().replace('\\', '/');
    }
}
