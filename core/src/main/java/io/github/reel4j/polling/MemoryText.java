package io.github.reel4j.polling;

import io.github.reel4j.model.Resolution;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The text form of what was learned, version 1: a line that names the form, then one line for each kind of task,
 * {@code ages provider operation model resolution trust bin:count ...}, and for the vendors' estimates
 * {@code estimates provider operation trust trust bin:count ...}. {@code *} is any model or resolution.
 */
final class MemoryText {

    static final String TITLE = "reel4j-completion-times 1";
    static final String AGES = "ages";
    static final String ESTIMATES = "estimates";
    static final String ANY = "*";

    private MemoryText() {}

    static String print(Memory memory) {
        StringBuilder text = new StringBuilder(TITLE).append('\n');
        memory.histories()
                .forEach((kind, history) -> counts(
                        text.append(AGES + " " + named(kind) + " "
                                + any(kind.model().map(MemoryText::encode)) + " "
                                + any(kind.resolution().map(Resolution::value))),
                        history));
        memory.estimates()
                .forEach((kind, estimates) -> counts(
                        text.append(ESTIMATES + " " + named(kind) + " " + number(estimates.trust())),
                        estimates.ratios()));
        return text.toString();
    }

    private static String named(Kind kind) {
        return kind.provider().value() + " " + kind.operation().word();
    }

    private static String any(Optional<String> part) {
        return part.orElse(ANY);
    }

    /** Never {@link #ANY}, whatever a model is called. */
    private static String encode(String model) {
        return URLEncoder.encode(model, StandardCharsets.UTF_8).replace(ANY, "%2A");
    }

    private static void counts(StringBuilder text, History history) {
        text.append(' ').append(number(history.trust()));
        for (int bin = 0; bin < LogScale.BINS; bin++) {
            if (history.count(bin) >= 1e-4) {
                text.append(' ').append(bin).append(':').append(number(history.count(bin)));
            }
        }
        text.append('\n');
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    static Memory parse(String text) {
        Memory memory = new Memory();
        String[] lines = text.split("\n", -1);
        if (!lines[0].strip().equals(TITLE)) {
            throw new IllegalArgumentException(
                    "These are no saved completion times that this version reads: line 1 is '"
                            + (lines[0].length() > 60 ? lines[0].substring(0, 60) + "..." : lines[0]) + "', not '"
                            + TITLE
                            + "'. Polling works without them: leave them out, and they are learned again.");
        }
        for (int i = 1; i < lines.length; i++) {
            if (!lines[i].isBlank()) {
                new MemoryLine(i + 1, List.of(lines[i].strip().split(" +"))).addTo(memory);
            }
        }
        return memory;
    }
}
