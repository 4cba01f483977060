/** Observations and meters of the client, if reel4j-micrometer and a registry are there. */
@NullMarked
package io.github.reel4j.spring.boot.observation;

import org.jspecify.annotations.NullMarked;
