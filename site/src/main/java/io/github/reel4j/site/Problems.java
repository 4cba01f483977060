package io.github.reel4j.site;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;

/** Collects what is wrong with the documents, so that one run reports all of it. */
final class Problems {

    private final List<String> found = new ArrayList<>();

    void add(Path file, String text) {
        found.add(name(file) + ": " + text);
    }

    /** Adds a problem at the line of {@code node}. */
    void add(Path file, Node node, String text) {
        List<SourceSpan> spans = node.getSourceSpans();
        String line = spans.isEmpty() ? "" : ":" + (spans.get(0).getLineIndex() + 1);
        found.add(name(file) + line + ": " + text);
    }

    List<String> all() {
        return List.copyOf(found);
    }

    private static String name(Path file) {
        return file.toString().replace('\\', '/');
    }
}
