/** Finds providers on the class path and selects those that an order goes to. */
@NullMarked
package io.github.reel4j.discovery;

import org.jspecify.annotations.NullMarked;
