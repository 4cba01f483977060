/**
 * The domain model: requests, models, prices, orders, tasks and failures. All types are immutable; no method accepts or
 * returns null unless it is annotated. The package depends on the JDK alone.
 */
@NullMarked
package io.github.reel4j.model;

import org.jspecify.annotations.NullMarked;
