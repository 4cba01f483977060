/** The provider Pixazo, built from its vendor's 4 documents. */
@NullMarked
package io.github.reel4j.provider.pixazo;

import org.jspecify.annotations.NullMarked;
