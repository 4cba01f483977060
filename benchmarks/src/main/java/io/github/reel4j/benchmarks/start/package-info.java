/** How long it takes from the start of a JVM to the first request on the wire. */
@org.jspecify.annotations.NullMarked
package io.github.reel4j.benchmarks.start;
