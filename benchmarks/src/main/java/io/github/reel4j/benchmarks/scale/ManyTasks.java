package io.github.reel4j.benchmarks.scale;

/** One library that follows many tasks at once. */
interface ManyTasks {

    /** Makes some calls at once and forgets them, so that classes, connections and threads that come with the first calls are there. */
    void warm();

    /** Makes whatever stands for {@code count} tasks before anybody waits for them: their ids, or references. */
    void prepare(int count);

    /** Begins to wait for the task of that number, below {@code count}. */
    void await(int number);

    /** Forgets the calls so far. */
    void reset();

    /** Calls since the reset. */
    long calls();

    /** The most calls under way at once, since the reset; 0 if the library does not let that be seen. */
    int peakCalls();

    /** What 99 of 100 polls began late by at most, since the reset, in nanoseconds; -1 if the library has no plan to be late for. */
    long latenessP99();
}
