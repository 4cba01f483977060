/** Values made from model tables, so that a test forgets no field. */
@NullMarked
package io.github.reel4j.testkit.sample;

import org.jspecify.annotations.NullMarked;
