/** Micrometer observations and meters of orders, tasks and polls. */
@NullMarked
package io.github.reel4j.micrometer;

import org.jspecify.annotations.NullMarked;
