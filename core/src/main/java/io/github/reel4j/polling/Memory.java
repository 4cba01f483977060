package io.github.reel4j.polling;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The histories of all kinds of tasks, each some 16 kB, and at most {@link #MOST} of them: later kinds share the history of the
 * broader ones. Not thread-safe.
 */
final class Memory {

    static final int MOST = 256;

    private final Map<Kind, History> histories = new LinkedHashMap<>();
    private final Map<Kind, Estimates> estimates = new LinkedHashMap<>();

    Map<Kind, History> histories() {
        return histories;
    }

    Map<Kind, Estimates> estimates() {
        return estimates;
    }

    /** @param typical how long such a task takes by the documents, in seconds */
    Forecast forecast(CompletionKey key, double typical) {
        List<Kind> kinds = Kind.of(key);
        Forecast forecast = unseen(kinds.get(0), typical);
        for (Kind kind : kinds) {
            History history = histories.get(kind);
            forecast = history == null ? forecast : history.forecast(forecast);
        }
        return forecast;
    }

    /** Of a size, but without a shape. */
    private Forecast unseen(Kind broadest, double typical) {
        History history = histories.get(broadest);
        return history == null ? Prior.around(typical) : history.unshaped(typical);
    }

    Estimates estimates(CompletionKey key) {
        Estimates known = estimates.get(Kind.of(key).get(0));
        return known == null ? new Estimates() : known;
    }

    void add(PendingTask task, double after, double by, double typical) {
        Estimates.of(task).ifPresent(estimate -> {
            Kind broadest = Kind.of(task.key()).get(0);
            if (estimates.size() < MOST || estimates.containsKey(broadest)) {
                estimates
                        .computeIfAbsent(broadest, any -> new Estimates())
                        .add(estimate, after, by, forecast(task.key(), typical));
            }
        });
        Forecast otherwise = unseen(Kind.of(task.key()).get(0), typical);
        for (Kind kind : Kind.of(task.key())) {
            if (histories.size() < MOST || histories.containsKey(kind)) {
                History history = histories.computeIfAbsent(kind, any -> new History());
                Forecast narrower = history.forecast(otherwise);
                history.add(after, by, otherwise);
                otherwise = narrower;
            }
        }
    }
}
