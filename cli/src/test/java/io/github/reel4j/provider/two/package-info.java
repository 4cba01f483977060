/** A provider that another one depends on. */
@NullMarked
package io.github.reel4j.provider.two;

import org.jspecify.annotations.NullMarked;
