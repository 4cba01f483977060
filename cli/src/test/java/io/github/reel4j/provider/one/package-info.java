/** A provider that leans on another. */
@NullMarked
package io.github.reel4j.provider.one;

import org.jspecify.annotations.NullMarked;
