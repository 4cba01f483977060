package io.github.reel4j;

import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import java.util.Optional;

/**
 * Carries a {@link VideoFailure} through a program that works with exceptions. Its message is the whole failure, for people; its
 * stack trace shows the call, and there is no cause, for causes may hold keys.
 */
public final class VideoException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient VideoFailure failure;

    public VideoException(VideoFailure failure) {
        super(FailureText.of(failure));
        this.failure = failure;
    }

    public VideoFailure failure() {
        return failure;
    }

    /** The task concerned; keep it, it is the only way to the video. */
    public Optional<TaskRef> task() {
        return failure.task();
    }
}
