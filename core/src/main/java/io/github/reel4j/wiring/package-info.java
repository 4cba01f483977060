/** Creates the objects that make up one client, and closes them. */
@NullMarked
package io.github.reel4j.wiring;

import org.jspecify.annotations.NullMarked;
