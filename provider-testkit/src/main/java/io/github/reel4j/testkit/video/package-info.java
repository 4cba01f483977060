/** Writes small real videos, H.264 in MP4, without any library. */
@NullMarked
package io.github.reel4j.testkit.video;

import org.jspecify.annotations.NullMarked;
