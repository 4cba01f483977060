/** Tests of the site. */
@NullMarked
package io.github.reel4j.site;

import org.jspecify.annotations.NullMarked;
