/** The command-line program {@code reel}, which orders videos and downloads them. */
@NullMarked
package io.github.reel4j.cli;

import org.jspecify.annotations.NullMarked;
