package io.github.reel4j.benchmarks.scale;

import java.util.Optional;

/** One library that follows many tasks at once. */
interface ManyTasks {

    /** Makes some calls at once and forgets them, so that classes, connections and threads that come with the first calls are there. */
    void warm();

    /** Makes whatever stands for {@code count} tasks before anybody waits for them: their ids, or references. */
    void prepare(int count);

    /** Begins to wait for the task of that number, below {@code count}. */
    void await(int number);

    /** What its calls were like; empty if the library does not let that be seen. */
    Optional<Punctuality> punctuality();
}
