package io.github.reel4j.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.clients.WireComparison.Difference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The table of differences in a page of {@code docs/vendors}. Each row has a reason. */
final class ExplainedDifferences {

    private static final String HEADING = "| Field | reel4j | ";
    private static final int COLUMNS = 4;

    private ExplainedDifferences() {}

    /** Asserts that the page explains each difference, and no difference that does not exist. */
    static void assertExplained(String page, Set<Difference> found) {
        Set<Difference> explained = rows(Path.of("../docs/vendors", page));
        Set<Difference> missing = new LinkedHashSet<>(found);
        missing.removeAll(explained);
        assertThat(missing.stream().map(ExplainedDifferences::row))
                .as("the differences without a row in the table of docs/vendors/%s that starts with %s", page, HEADING)
                .isEmpty();
        assertThat(found).as("the rows of docs/vendors/%s", page).containsAll(explained);
    }

    private static String row(Difference difference) {
        return "\n| `" + difference.field() + "` | `" + difference.ours() + "` | `" + difference.theirs() + "` | |";
    }

    private static Set<Difference> rows(Path page) {
        List<String> lines = lines(page);
        int start = 0;
        while (start < lines.size() && !lines.get(start).startsWith(HEADING)) {
            start++;
        }
        Set<Difference> rows = new LinkedHashSet<>();
        for (String line : lines.subList(Math.min(start + 2, lines.size()), lines.size())) {
            if (!line.startsWith("|")) {
                break;
            }
            String[] cells = line.substring(1).split("\\|", -1);
            assertThat(cells).as("the cells of %s", line).hasSize(COLUMNS + 1);
            assertThat(cells[COLUMNS - 1]).as("the reason in %s", line).isNotBlank();
            rows.add(new Difference(cell(cells[0]), cell(cells[1]), cell(cells[2])));
        }
        return rows;
    }

    private static String cell(String text) {
        String trimmed = text.trim();
        return trimmed.startsWith("`") ? trimmed.substring(1, trimmed.length() - 1) : trimmed;
    }

    private static List<String> lines(Path page) {
        try {
            return Files.readAllLines(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
