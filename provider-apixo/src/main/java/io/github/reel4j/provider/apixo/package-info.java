/** The provider Apixo, built from its vendor's document. */
@NullMarked
package io.github.reel4j.provider.apixo;

import org.jspecify.annotations.NullMarked;
