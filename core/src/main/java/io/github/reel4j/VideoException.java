package io.github.reel4j;

import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Optional;

/**
 * Carries a {@link VideoFailure} through a program that works with exceptions. Its message is the whole failure, for people; its
 * stack trace shows the call, and there is no cause, for causes may hold keys. The failure survives Java serialization.
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

    /** The task concerned; keep it, it is the only way to the video. */
    public Optional<TaskRef> task() {
        return failure.task();
    }

    /** @serialData the failure, as texts that other versions read as well */
    private void writeObject(ObjectOutputStream stream) throws IOException {
        stream.defaultWriteObject();
        stream.writeObject(SerializedFailure.of(failure));
    }

    private void readObject(ObjectInputStream stream) throws IOException, ClassNotFoundException {
        stream.defaultReadObject();
        failure = ((SerializedFailure) stream.readObject()).failure();
    }
}
