package io.github.reel4j.queue;

import io.github.reel4j.queue.model.QueuedOrderState;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** One order as the documentation describes it, in memory. Each method returns whether it changed something. */
final class OrderModel {

    private static final Set<QueuedOrderState> UNSENT =
            EnumSet.of(QueuedOrderState.QUEUED, QueuedOrderState.REJECTED, QueuedOrderState.HELD);

    final List<UUID> tokens = new ArrayList<>();
    final Map<UUID, Integer> sends = new HashMap<>();
    final Set<Integer> provenUnbilled = new HashSet<>();
    QueuedOrderState state = QueuedOrderState.QUEUED;
    Optional<String> task = Optional.empty();
    boolean cancelRequested;
    boolean retryable;
    boolean called;
    boolean erased;

    private boolean isLatest(UUID token) {
        return !tokens.isEmpty() && tokens.get(tokens.size() - 1).equals(token);
    }

    private boolean isIn(QueuedOrderState first, QueuedOrderState... more) {
        return EnumSet.of(first, more).contains(state);
    }

    private boolean to(QueuedOrderState next) {
        state = next;
        return true;
    }

    boolean canStart() {
        return (isIn(QueuedOrderState.QUEUED) || (isIn(QueuedOrderState.REJECTED) && retryable))
                && !cancelRequested
                && !called;
    }

    boolean start(UUID token) {
        if (!canStart()) {
            return false;
        }
        int next = tokens.size() + 1;
        if (next > 1 && !provenUnbilled.contains(next - 1)) {
            throw new AssertionError("attempt " + next + " started without proof that the one before was not billed");
        }
        tokens.add(token);
        sends.merge(token, 1, Integer::sum);
        retryable = false;
        return to(QueuedOrderState.SUBMITTING);
    }

    boolean accept(UUID token, String newTask) {
        if (!isLatest(token)
                || !isIn(QueuedOrderState.SUBMITTING, QueuedOrderState.UNKNOWN, QueuedOrderState.REJECTED)) {
            return isLatest(token) && task.equals(Optional.of(newTask)); // the same answer again
        }
        task = Optional.of(newTask);
        erased = true;
        return to(QueuedOrderState.RUNNING);
    }

    boolean reject(UUID token) {
        if (!isLatest(token) || !isIn(QueuedOrderState.SUBMITTING, QueuedOrderState.UNKNOWN)) {
            return false;
        }
        if (called) { // a callback contradicts the rejection
            return to(QueuedOrderState.UNKNOWN);
        }
        retryable = true;
        return rejected();
    }

    boolean resolveNotAccepted() {
        if (!isIn(QueuedOrderState.UNKNOWN)) {
            return false;
        }
        called = false;
        retryable = false;
        return rejected();
    }

    private boolean rejected() {
        provenUnbilled.add(tokens.size());
        return to(QueuedOrderState.REJECTED);
    }

    boolean markUnknown(UUID token) {
        return isLatest(token) && isIn(QueuedOrderState.SUBMITTING) && to(QueuedOrderState.UNKNOWN);
    }

    boolean resolveAccepted(String newTask) {
        if (!isIn(QueuedOrderState.UNKNOWN)) {
            return false;
        }
        task = Optional.of(newTask);
        erased = true;
        return to(QueuedOrderState.RUNNING);
    }

    boolean retry() {
        if (isIn(QueuedOrderState.REJECTED)) {
            cancelRequested = false;
            retryable = true;
            return true;
        }
        return false;
    }

    boolean hold() {
        return (isIn(QueuedOrderState.QUEUED) || (isIn(QueuedOrderState.REJECTED) && retryable))
                && to(QueuedOrderState.HELD);
    }

    boolean release() {
        if (isIn(QueuedOrderState.HELD)) {
            cancelRequested = false;
            return to(QueuedOrderState.QUEUED);
        }
        return false;
    }

    boolean cancel() {
        if (UNSENT.contains(state)) {
            cancelRequested = true;
            erased = true;
            return to(QueuedOrderState.CANCELLED);
        }
        if (isIn(QueuedOrderState.SUBMITTING, QueuedOrderState.RUNNING)) {
            cancelRequested = true;
            return true;
        }
        return false;
    }

    boolean cancelUnsent() {
        if (cancelRequested && isIn(QueuedOrderState.QUEUED, QueuedOrderState.REJECTED)) {
            erased = true;
            return to(QueuedOrderState.CANCELLED);
        }
        return false;
    }

    /** A callback names a task of the attempt. */
    void callback(UUID token) {
        if (isLatest(token) && isIn(QueuedOrderState.SUBMITTING, QueuedOrderState.UNKNOWN, QueuedOrderState.REJECTED)) {
            called = true;
            retryable = false;
            if (isIn(QueuedOrderState.REJECTED)) {
                state = QueuedOrderState.UNKNOWN;
            }
        }
    }

    boolean end(QueuedOrderState end) {
        return isIn(QueuedOrderState.RUNNING) && to(end);
    }
}
