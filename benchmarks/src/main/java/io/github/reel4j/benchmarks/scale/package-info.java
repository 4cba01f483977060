/** Many tasks in flight at once: threads, memory, CPU and punctuality of whoever follows them. */
@org.jspecify.annotations.NullMarked
package io.github.reel4j.benchmarks.scale;
