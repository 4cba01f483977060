package io.github.reel4j.examples.queue;

import io.github.reel4j.queue.OrderQueue;
import io.github.reel4j.queue.model.QueueHealth;
import io.github.reel4j.queue.model.QueuedOrderState;
import io.github.reel4j.testkit.simulator.Ledger;
import io.github.reel4j.testkit.simulator.RecordedRequest;
import io.github.reel4j.testkit.simulator.RequestKind;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/** Prints the state of the queue: in place on a terminal, or else a line every 2 seconds. Used by one thread. */
final class LiveTable {

    private static final long WINDOW = Duration.ofSeconds(60).toNanos();
    private static final Duration LINE_INTERVAL = Duration.ofSeconds(2);
    private static final List<QueuedOrderState> STATES = List.of(
            QueuedOrderState.QUEUED,
            QueuedOrderState.SUBMITTING,
            QueuedOrderState.RUNNING,
            QueuedOrderState.READY,
            QueuedOrderState.UNKNOWN);

    private final OrderQueue queue;
    private final Ledger ledger;
    private final int callsPerMinute;
    private final boolean terminal = Boolean.getBoolean("example.terminal");
    private Duration nextLine = Duration.ZERO;
    private boolean drawn;

    LiveTable(DataSource database, Ledger ledger, int callsPerMinute) {
        this.queue = OrderQueue.on(database);
        this.ledger = ledger;
        this.callsPerMinute = callsPerMinute;
    }

    /** Prints the current state, unless the next line is not due. */
    void draw(Duration elapsed, int killed, boolean complete) {
        if (!terminal && !complete && elapsed.compareTo(nextLine) < 0) {
            return;
        }
        nextLine = elapsed.plus(LINE_INTERVAL);
        String header = "   time   queued  submitting  running  ready  unknown  killed  calls in 60 s (limit "
                + callsPerMinute + ")";
        String line = line(elapsed, killed);
        if (terminal) {
            System.out.print((drawn ? "\u001b[2A" : "") + "\r" + header + "\u001b[K\n" + line + "\u001b[K\n");
            System.out.flush();
        } else {
            System.out.println((drawn ? "" : header + "\n") + line);
        }
        drawn = true;
    }

    private String line(Duration elapsed, int killed) {
        QueueHealth health = queue.health();
        Object[] cells = new Object[STATES.size() + 3];
        cells[0] = elapsed.toSeconds();
        for (int i = 0; i < STATES.size(); i++) {
            cells[i + 1] = health.count(STATES.get(i));
        }
        cells[STATES.size() + 1] = killed;
        cells[STATES.size() + 2] = callsInWindow();
        return "%5d s   %6d  %10d  %7d  %5d  %7d  %6d  %13d".formatted(cells);
    }

    private long callsInWindow() {
        long now = System.nanoTime();
        return ledger.recordedRequests().stream()
                .filter(LiveTable::isLimited)
                .filter(request -> now - request.nanoTime() < WINDOW)
                .count();
    }

    private static boolean isLimited(RecordedRequest request) {
        return request.kind() == RequestKind.SUBMIT || request.kind() == RequestKind.POLL;
    }
}
