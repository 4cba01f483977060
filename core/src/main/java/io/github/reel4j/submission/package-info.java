/** Sends orders: each once, and again only if the vendor provably did not accept it. */
@NullMarked
package io.github.reel4j.submission;

import org.jspecify.annotations.NullMarked;
