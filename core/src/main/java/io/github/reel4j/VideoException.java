package io.github.reel4j;

import io.github.reel4j.failure.FailureFormatter;
import io.github.reel4j.failure.SerializedFailure;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Optional;

/**
 * Thrown by reel4j's public API for every {@link VideoFailure}. The message describes the whole failure, and the stack
 * trace shows the call. There is no cause, because causes may contain API keys. The failure survives Java
 * serialization.
 */
public final class VideoException extends RuntimeException {

    private static final long serialVersionUID = 2L;

    private transient VideoFailure failure;

    public VideoException(VideoFailure failure) {
        super(FailureFormatter.of(failure));
        this.failure = failure;
    }

    public VideoFailure failure() {
        return failure;
    }

    /** Returns the kind of the failure, the same as {@code failure().kind()}. */
    public FailureKind kind() {
        return failure.kind();
    }

    /** Returns the task of the failed call, if it is known. Keep it, because it is the only way to the video. */
    public Optional<TaskRef> task() {
        return failure.task();
    }

    /** @serialData the failure as a {@code SerializedFailure}, which other versions of reel4j can read */
    private void writeObject(ObjectOutputStream stream) throws IOException {
        stream.defaultWriteObject();
        stream.writeObject(SerializedFailure.of(failure));
    }

    private void readObject(ObjectInputStream stream) throws IOException, ClassNotFoundException {
        stream.defaultReadObject();
        failure = ((SerializedFailure) stream.readObject()).failure();
    }
}
