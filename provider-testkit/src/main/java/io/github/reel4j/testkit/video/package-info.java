/** Placeholder videos: playable MP4 files that simulators deliver. */
@NullMarked
package io.github.reel4j.testkit.video;

import org.jspecify.annotations.NullMarked;
