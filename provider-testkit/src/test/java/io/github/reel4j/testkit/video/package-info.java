/** Tests of the placeholder videos. */
@NullMarked
package io.github.reel4j.testkit.video;

import org.jspecify.annotations.NullMarked;
