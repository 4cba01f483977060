package io.github.reel4j.tracking;

import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;

/** Somebody who waits for a task. One of the three is called, on a worker or on the thread that begins the wait, or that closes the client. */
public interface WaitListener {

    /** The task has ended, or it cannot be asked about as things are. */
    void onCompleted(Either<VideoFailure, GeneratedVideo> end);

    /** The time is over, the task is not. */
    void onTimeout();

    /** The client was closed. */
    void onClosed();
}
