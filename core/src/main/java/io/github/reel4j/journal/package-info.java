/** The journal of orders as a file: written so that no crash loses a line, and read back as orders. */
@NullMarked
package io.github.reel4j.journal;

import org.jspecify.annotations.NullMarked;
