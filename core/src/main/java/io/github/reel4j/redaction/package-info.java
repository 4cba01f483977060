/** Masks secrets, and what was ordered, in texts that vendors send. */
@NullMarked
package io.github.reel4j.redaction;

import org.jspecify.annotations.NullMarked;
