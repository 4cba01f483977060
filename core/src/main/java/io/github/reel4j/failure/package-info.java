/** Formats failures as text and serializes them. */
@NullMarked
package io.github.reel4j.failure;

import org.jspecify.annotations.NullMarked;
