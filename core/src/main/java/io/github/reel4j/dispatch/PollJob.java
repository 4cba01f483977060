package io.github.reel4j.dispatch;

import java.util.Optional;

/** A poll that is due and waits for its turn. */
public interface PollJob {

    /** Its turn has come: whether somebody still wants its answer. If not, it is dropped. Must not block, nor call the lane. */
    boolean tryStart();

    /** How much its answer is worth now beside others; more goes first. Must not call the lane, nor block unless it says so. */
    double priority();

    /** Whether {@link #priority} may block; then it is called on a worker, under no lock. All polls of a lane say the same. */
    default boolean priorityMayBlock() {
        return false;
    }

    /**
     * Makes the call that was claimed, on a worker.
     *
     * @return what is left to do and may take long, such as to tell of the answer: it is done when others may take the call's place.
     *     Empty if there is nothing: then the worker makes the lane's next poll itself
     */
    Optional<Runnable> execute();
}
