/** Keeps the calls to each vendor within what its document allows a key. */
@NullMarked
package io.github.reel4j.dispatch;

import org.jspecify.annotations.NullMarked;
