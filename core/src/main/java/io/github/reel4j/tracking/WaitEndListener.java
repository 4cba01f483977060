package io.github.reel4j.tracking;

import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;

/**
 * Receives the end of one wait: the task completed, the wait timed out, or the client was closed. Exactly one method is
 * called, once: on a worker, on the thread that starts the wait, or on the thread that closes the client.
 */
interface WaitEndListener {

    /** Called when the task has ended, or when it cannot be polled because of the API key or the configuration. */
    void onCompleted(Either<VideoFailure, GeneratedVideo> end);

    /** Called when the timeout has passed and the task has not ended. */
    void onTimeout();

    /** Called when the client is closed. */
    void onClosed();
}
