package io.github.reel4j.pacing;

/** A poll that is due and waits for its turn. */
public interface Poll {

    /** Its turn has come: whether somebody still wants its answer. If not, it is dropped. Must not block, nor call the lane. */
    boolean claim();

    /** How much its answer is worth now beside others; more goes first. Must not block, nor call the lane. */
    double worth();

    /** Makes the call that was claimed, on a worker, and says {@link Lane#over()} when it is back. */
    void run();
}
