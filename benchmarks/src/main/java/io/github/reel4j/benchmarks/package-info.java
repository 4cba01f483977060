/** Measures polls by reel4j and by its peers, one library after another, against one server. */
@org.jspecify.annotations.NullMarked
package io.github.reel4j.benchmarks;
