package io.github.reel4j.polling;

import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.Resolution;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One line of {@link MemoryText}.
 *
 * @param number from 1
 */
record MemoryLine(int number, List<String> words) {

    private static final Pattern FRACTION = Pattern.compile("\\d{1,9}\\.\\d{4}");
    private static final Pattern BIN = Pattern.compile("\\d{1,4}");

    void addTo(Memory memory) {
        switch (word(0)) {
            case MemoryText.AGES -> {
                Optional<String> model = named(3).map(this::decoded);
                Kind kind = kind(model, named(4).map(this::resolution));
                claim(
                        memory.histories().put(kind, history(5)) == null,
                        memory.histories().size());
            }
            case MemoryText.ESTIMATES -> {
                Kind kind = kind(Optional.empty(), Optional.empty());
                Estimates estimates = new Estimates(history(4), trust(3));
                claim(
                        memory.estimates().put(kind, estimates) == null,
                        memory.estimates().size());
            }
            default -> throw damaged(0, MemoryText.AGES + " or " + MemoryText.ESTIMATES);
        }
    }

    private void claim(boolean isFirst, int size) {
        if (!isFirst) {
            throw new IllegalArgumentException(
                    "Line " + number + " of the saved completion times repeats a kind of task"
                            + " that stands above it. Each may stand there once; remove one.");
        }
        if (size > Memory.MOST) {
            throw new IllegalArgumentException(
                    "Line " + number + " of the saved completion times is one kind of task too" + " many: at most "
                            + Memory.MOST + " are kept. Remove some.");
        }
    }

    private Kind kind(Optional<String> model, Optional<Resolution> resolution) {
        Operation operation =
                Operation.ofWord(word(2)).orElseThrow(() -> damaged(2, "an operation: " + Operation.words()));
        try {
            return new Kind(ProviderId.of(word(1)), operation, model, resolution);
        } catch (IllegalArgumentException e) {
            throw damaged(1, "a provider id");
        }
    }

    private Optional<String> named(int at) {
        return Optional.of(word(at)).filter(word -> !word.equals(MemoryText.ANY));
    }

    private String decoded(String word) {
        try {
            return URLDecoder.decode(word, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw damaged(3, "a model's name, percent-encoded, or " + MemoryText.ANY);
        }
    }

    private Resolution resolution(String word) {
        try {
            return new Resolution(word);
        } catch (IllegalArgumentException e) {
            throw damaged(4, "a resolution such as 720p, or " + MemoryText.ANY);
        }
    }

    private History history(int at) {
        double trust = trust(at);
        double[] counts = new double[LogScale.BINS];
        int before = -1;
        for (int i = at + 1; i < words.size(); i++) {
            String[] parts = words.get(i).split(":", -1);
            if (parts.length != 2
                    || !BIN.matcher(parts[0]).matches()
                    || !FRACTION.matcher(parts[1]).matches()) {
                throw damaged(i, "bin:count, such as 503:0.2500");
            }
            int bin = Integer.parseInt(parts[0]);
            if (bin <= before || bin >= LogScale.BINS) {
                throw damaged(i, "a bin after " + before + " and before " + LogScale.BINS);
            }
            counts[bin] = Double.parseDouble(parts[1]);
            before = bin;
        }
        return new History(counts, trust);
    }

    private double trust(int at) {
        double trust = FRACTION.matcher(word(at)).matches() ? Double.parseDouble(word(at)) : 2;
        if (trust > 1) {
            throw damaged(at, "a trust from 0.0000 to 1.0000");
        }
        return trust;
    }

    private String word(int at) {
        if (at >= words.size()) {
            throw new IllegalArgumentException("Line " + number + " of the saved completion times is cut short after "
                    + words.size() + " words. Polling works without them: leave them out, and they are learned again.");
        }
        return words.get(at);
    }

    private IllegalArgumentException damaged(int at, String expected) {
        return new IllegalArgumentException("Line " + number + " of the saved completion times is damaged: word "
                + (at + 1) + " is '" + words.get(at) + "'. Expected: " + expected
                + ". Polling works without them: leave them out, and they are learned again.");
    }
}
