/** Measures the time from the start of a JVM to the first byte of its first request. */
@org.jspecify.annotations.NullMarked
package io.github.reel4j.benchmarks.start;
