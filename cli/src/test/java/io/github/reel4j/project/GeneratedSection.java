package io.github.reel4j.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

/** A part of a document that is generated from code, between two HTML comments that name it. */
final class GeneratedSection {

    private final String start;
    private final String end;
    private final Path document;

    private GeneratedSection(String name, Path document) {
        this.start = "<!-- " + name + ": begin -->\n";
        this.end = "<!-- " + name + ": end -->";
        this.document = document;
    }

    /** Returns the section with this name in the document with this path from the root. */
    static GeneratedSection of(String path, String name) {
        return new GeneratedSection(name, Repository.ROOT.resolve(path));
    }

    /** Asserts that the section has {@code expected}; with {@code -Dreel4j.docs.write=true}, writes it there. */
    void matches(String expected) throws IOException {
        String text = Repository.text(document);
        assertThat(text).containsOnlyOnce(start).containsOnlyOnce(end);
        int from = text.indexOf(start) + start.length();
        int to = text.indexOf(end);
        GeneratedDocument.matches(document, text.substring(0, from) + expected + "\n" + text.substring(to));
    }
}
