package io.github.reel4j.benchmarks.scale;

import java.util.Optional;

/** Waits for many tasks concurrently with one library. */
interface ManyTasks {

    /** Makes some calls concurrently, so that classes, connections and threads of the first calls exist. */
    void warmUp();

    /** Creates the ids or references of {@code count} tasks. */
    void prepare(int count);

    /** Starts to wait for the task of that number, which is less than {@code count}. */
    void await(int number);

    /** Returns the punctuality of the polls; empty if the library does not expose them. */
    Optional<Punctuality> punctuality();
}
