/** The provider fal, built from its vendor's documents and the vendor's own clients. */
@NullMarked
package io.github.reel4j.provider.fal;

import org.jspecify.annotations.NullMarked;
