/** Measures threads, memory, CPU time and punctuality while many tasks are waited for concurrently. */
@org.jspecify.annotations.NullMarked
package io.github.reel4j.benchmarks.scale;
