package io.github.reel4j;

import io.github.reel4j.model.VideoFailure;

/**
 * An order whose fate was unknown and that has turned out to be accepted.
 *
 * @param failure equal to {@link VideoException#failure()} of its submit, if it was placed here
 * @param task its task; keep {@link VideoTask#ref()}
 */
public record RecoveredOrder(VideoFailure failure, VideoTask task) {}
