/** Writes the documents of the repository as a static site, and checks its links. */
@NullMarked
package io.github.reel4j.site;

import org.jspecify.annotations.NullMarked;
