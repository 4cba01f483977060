/** Tests of the package of the same name. */
@NullMarked
package io.github.reel4j.testkit.video;

import org.jspecify.annotations.NullMarked;
