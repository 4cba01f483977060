package io.github.reel4j.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The groups of pages and their order, read from {@code site/navigation.txt}.
 *
 * @param groups the groups, each with at least 1 entry
 */
record Navigation(List<Group> groups) {

    /** A group of pages for one kind of reader. */
    record Group(String name, List<Entry> entries) {}

    /**
     * One page.
     *
     * @param source the document, relative to the repository
     * @param label the text of the link, if it is not the title of the page
     * @param inner whether the page belongs to the one before it
     */
    record Entry(Path source, Optional<String> label, boolean inner) {}

    /** Returns the navigation in {@code file}: names of groups, and below them indented lines of a path and a label. */
    static Navigation read(Path file) throws IOException {
        List<Group> groups = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (line.isBlank()) {
                continue;
            }
            if (!line.startsWith(" ")) {
                groups.add(new Group(line.strip(), new ArrayList<>()));
            } else if (groups.isEmpty()) {
                throw new IOException(file + ": the first line is not the name of a group: " + line);
            } else {
                groups.get(groups.size() - 1).entries().add(entry(line));
            }
        }
        return new Navigation(groups);
    }

    /** Returns this navigation with {@code entry} after the entry of {@code previous}. */
    Navigation withAfter(Path previous, Entry entry) {
        List<Group> changed = new ArrayList<>();
        for (Group group : groups) {
            List<Entry> entries = new ArrayList<>();
            for (Entry each : group.entries()) {
                entries.add(each);
                if (each.source().equals(previous)) {
                    entries.add(entry);
                }
            }
            changed.add(new Group(group.name(), entries));
        }
        return new Navigation(changed);
    }

    Stream<Entry> entries() {
        return groups.stream().flatMap(group -> group.entries().stream());
    }

    private static Entry entry(String line) {
        String[] parts = line.strip().split(" +", 2);
        Optional<String> label = parts.length == 2 ? Optional.of(parts[1]) : Optional.empty();
        return new Entry(Path.of(parts[0]), label, line.startsWith("    "));
    }
}
