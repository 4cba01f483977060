/** {@code reel}: orders videos from a terminal. */
@NullMarked
package io.github.reel4j.cli;

import org.jspecify.annotations.NullMarked;
