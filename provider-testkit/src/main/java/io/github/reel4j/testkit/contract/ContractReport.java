package io.github.reel4j.testkit.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What became of each rule for one provider: as text for people, and as JSON that two runs can be compared by. Thread-safe. */
final class ContractReport {

    /** One rule's outcome. */
    static final class Entry {
        private final Set<String> operations = new LinkedHashSet<>();
        private String state = "passed";
        private String reason = "";

        synchronized void covers(String operation) {
            operations.add(operation);
        }

        /** There was nothing to try, and that nothing was sent is what counts. */
        synchronized void refused(String why) {
            state = "refused";
            reason = why;
        }

        synchronized void failed() {
            state = "failed";
        }

        private synchronized String json(String rule) {
            String names = operations.stream().map(each -> "\"" + each + "\"").collect(Collectors.joining(", "));
            return "    {\"rule\": \"" + rule + "\", \"state\": \"" + state + "\", \"operations\": [" + names + "]"
                    + (reason.isEmpty() ? "" : ", \"reason\": \"" + reason + "\"") + "}";
        }
    }

    private final Map<String, Entry> entries = new TreeMap<>();

    synchronized Entry begin(String rule) {
        return entries.computeIfAbsent(rule, ignored -> new Entry());
    }

    synchronized String text(String provider) {
        Map<String, List<String>> byState = new TreeMap<>();
        entries.forEach((rule, entry) -> byState.computeIfAbsent(entry.state, ignored -> new ArrayList<>())
                .add(rule));
        return "contract of provider '" + provider + "': "
                + byState.entrySet().stream()
                        .map(entry -> entry.getValue().size() + " " + entry.getKey()
                                + (entry.getKey().equals("passed")
                                        ? ""
                                        : " (" + String.join(", ", entry.getValue()) + ")"))
                        .collect(Collectors.joining(", "));
    }

    synchronized String json(String provider) {
        return entries.entrySet().stream()
                .map(entry -> entry.getValue().json(entry.getKey()))
                .collect(Collectors.joining(
                        ",\n", "{\n  \"provider\": \"" + provider + "\",\n  \"rules\": [\n", "\n  ]\n}\n"));
    }

    /** Writes the JSON beside the other results of the build; a report that cannot be written fails no test. */
    void write(Path file, String provider) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, json(provider));
        } catch (IOException e) {
            System.err.println("the contract report was not written to " + file + ": " + e);
        }
    }
}
