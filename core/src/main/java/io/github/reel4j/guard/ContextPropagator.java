package io.github.reel4j.guard;

import io.github.reel4j.port.ContextPropagation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Captures the context of callers with the program's {@link ContextPropagation}s. Never throws. Thread-safe. */
public final class ContextPropagator {

    private static final SafeLog LOG = SafeLog.of(ContextPropagator.class);

    private final List<ContextPropagation> propagations;

    /** @param propagations each runs inside those after it */
    public ContextPropagator(List<ContextPropagation> propagations) {
        this.propagations = List.copyOf(propagations);
    }

    /** Returns the context of the calling thread, without the parts that could not be captured. */
    public CallerContext capture() {
        if (propagations.isEmpty()) {
            return CallerContext.NONE;
        }
        List<ContextPropagation.Snapshot> snapshots = new ArrayList<>();
        for (ContextPropagation each : propagations) {
            try {
                snapshots.add(Objects.requireNonNull(each.capture(), "the snapshot"));
            } catch (Throwable e) { // errors too, because the order must be sent nevertheless
                if (e instanceof InterruptedException) { // thrown undeclared
                    Thread.currentThread().interrupt();
                }
                LOG.warn("the context of a caller could not be captured: {}", ExceptionName.of(e));
            }
        }
        return new CallerContext(snapshots);
    }
}
