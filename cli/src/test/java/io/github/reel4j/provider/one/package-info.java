/** A provider that depends on another one. */
@NullMarked
package io.github.reel4j.provider.one;

import org.jspecify.annotations.NullMarked;
