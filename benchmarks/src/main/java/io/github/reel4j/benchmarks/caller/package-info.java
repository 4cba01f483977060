/** One class for each library that is measured: its own way to ask for a task's status. */
@org.jspecify.annotations.NullMarked
package io.github.reel4j.benchmarks.caller;
