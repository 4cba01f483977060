/** Measures the order queue with a real PostgreSQL server, a simulated vendor and workers in processes of their own. */
package io.github.reel4j.benchmarks.queue;
