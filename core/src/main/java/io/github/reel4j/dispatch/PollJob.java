package io.github.reel4j.dispatch;

import java.util.Optional;

/** A poll that is due and waits for a permit. */
public interface PollJob {

    /**
     * Claims the poll when there is a permit for it. Called under the dispatcher's lock, so it must neither block nor
     * call the dispatcher.
     *
     * @return whether the result is still needed; if not, the poll is dropped and costs no permit
     */
    boolean tryStart();

    /**
     * Returns the priority of this poll now; the highest goes first. Must not call the dispatcher. Must not block
     * unless {@link #priorityMayBlock} returns true.
     */
    double priority();

    /**
     * Returns whether {@link #priority} may block; then it is called on a worker, under no lock. All polls of one
     * dispatcher must return the same value.
     */
    default boolean priorityMayBlock() {
        return false;
    }

    /**
     * Sends the poll. Called on a worker, after {@link #tryStart} returned true.
     *
     * @return work that remains and may take long, such as notifying listeners. The dispatcher releases the permit
     *     first and then runs it. Empty if nothing remains: then the same worker makes the dispatcher's next poll
     */
    Optional<Runnable> execute();
}
