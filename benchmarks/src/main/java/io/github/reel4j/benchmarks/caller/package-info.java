/** One class for each measured library, which polls a task in that library's own way. */
@org.jspecify.annotations.NullMarked
package io.github.reel4j.benchmarks.caller;
