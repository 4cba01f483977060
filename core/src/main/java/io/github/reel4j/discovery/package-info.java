/** Finds providers on the class path and chooses the one that an order goes to. */
@NullMarked
package io.github.reel4j.discovery;

import org.jspecify.annotations.NullMarked;
