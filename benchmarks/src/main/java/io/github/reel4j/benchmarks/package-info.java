/** Measures one poll and many, reel4j's and its peers', in turns against one server. */
@org.jspecify.annotations.NullMarked
package io.github.reel4j.benchmarks;
