/** Masks secrets and user content in texts that come from vendors. */
@NullMarked
package io.github.reel4j.redaction;

import org.jspecify.annotations.NullMarked;
