package io.github.reel4j.project;

import java.util.List;
import java.util.stream.Collectors;

/** A table in Markdown. Vertical bars in cells are escaped. */
final class MarkdownTable {

    private final StringBuilder text = new StringBuilder();
    private int rows;

    MarkdownTable(List<String> head) {
        line(head);
        text.append("|---".repeat(head.size())).append("|\n");
    }

    MarkdownTable(String... head) {
        this(List.of(head));
    }

    MarkdownTable row(String... cells) {
        return row(List.of(cells));
    }

    MarkdownTable row(List<String> cells) {
        line(cells);
        rows++;
        return this;
    }

    boolean isEmpty() {
        return rows == 0;
    }

    private void line(List<String> cells) {
        text.append(cells.stream()
                        .map(cell ->
                                cell.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " "))
                        .collect(Collectors.joining(" | ", "| ", " |")))
                .append('\n');
    }

    /** Returns the table with the end of its last line. */
    @Override
    public String toString() {
        return text.toString();
    }
}
