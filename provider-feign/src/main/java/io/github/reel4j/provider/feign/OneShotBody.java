package io.github.reel4j.provider.feign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A request body that knows whether the request can have left, and that leaves once at most.
 *
 * <p>The JDK writes an HTTP/1.1 header block once the connection stands, and it has to ask for the length of the body to do
 * so. Not asked means not sent; a second question means that the JDK is about to send the request again, and is refused.
 */
final class OneShotBody implements BodyPublisher {

    private enum State {
        UNTOUCHED,
        HANDED_OVER,
        REVOKED
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.UNTOUCHED);
    private final BodyPublisher bytes;

    OneShotBody(byte[] bytes) {
        this.bytes = BodyPublishers.ofByteArray(bytes);
    }

    /**
     * Forbids sending from now on, if it has not begun.
     *
     * @return true if the request was not sent and never will be
     */
    boolean revoke() {
        return state.compareAndSet(State.UNTOUCHED, State.REVOKED) || state.get() == State.REVOKED;
    }

    @Override
    public long contentLength() {
        if (!state.compareAndSet(State.UNTOUCHED, State.HANDED_OVER)) {
            throw new UncheckedIOException(
                    new IOException("this request was " + (state.get() == State.REVOKED ? "revoked" : "sent before")));
        }
        return bytes.contentLength();
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
        bytes.subscribe(subscriber);
    }
}
