package io.github.reel4j;

import io.github.reel4j.model.VideoFailure;

/**
 * An order of unknown outcome that turned out to be accepted.
 *
 * @param failure the failure of its submit; equal to {@link VideoException#failure()} if this client submitted the
 *     order
 * @param task the task of the order; keep {@link VideoTask#ref()}
 */
public record RecoveredOrder(VideoFailure failure, VideoTask task) {}
