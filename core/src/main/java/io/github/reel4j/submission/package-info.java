/** Sends an order once, and again only when it provably never left. */
@NullMarked
package io.github.reel4j.submission;

import org.jspecify.annotations.NullMarked;
