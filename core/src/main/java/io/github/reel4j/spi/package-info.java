/** What a provider implements to be found, and what it is given when it is created. */
@NullMarked
package io.github.reel4j.spi;

import org.jspecify.annotations.NullMarked;
