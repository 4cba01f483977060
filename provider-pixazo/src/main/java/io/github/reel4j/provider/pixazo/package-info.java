/** Pixazo behind the ports, to the letter of its four documents. */
@NullMarked
package io.github.reel4j.provider.pixazo;

import org.jspecify.annotations.NullMarked;
