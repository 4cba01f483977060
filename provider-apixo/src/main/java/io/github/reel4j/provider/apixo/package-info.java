/** Apixo behind the ports, to the letter of its document. */
@NullMarked
package io.github.reel4j.provider.apixo;

import org.jspecify.annotations.NullMarked;
