package io.github.reel4j.provider.apixo;

import io.github.reel4j.model.CallbackHint;
import io.github.reel4j.model.ReceivedCallback;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.CallbackReader;
import io.github.reel4j.provider.feign.JsonCallback;
import io.github.reel4j.provider.feign.VendorConnection;
import io.vavr.control.Either;

/**
 * Reads callbacks. {@code apixo-animate} shows none and mentions no signature; the vendor's page about webhooks says that their
 * body is a status reply's.
 */
final class ApixoCallbackReader implements CallbackReader {

    private final VendorConnection connection;
    private final JsonCallback callbacks = new JsonCallback("/data/taskId");

    ApixoCallbackReader(VendorConnection connection) {
        this.connection = connection;
    }

    @Override
    public boolean signed() {
        return false;
    }

    @Override
    public Either<VideoFailure, CallbackHint> read(ReceivedCallback callback) {
        return callbacks.hint(callback);
    }

    @Override
    public Either<VideoFailure, TaskRef> task(ResolvedRequest order, CallbackHint hint) {
        return Either.right(connection.task(order, hint.taskId()));
    }
}
