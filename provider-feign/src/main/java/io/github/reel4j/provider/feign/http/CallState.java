package io.github.reel4j.provider.feign.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The state of one HTTP request: its phase, its calling thread and its deadline.
 *
 * <p>The thread that created it runs it. The {@link ConnectionWatchdog} may end it at any time. A call that ends before
 * its first byte is written is never sent.
 */
public final class CallState {

    private enum Phase {
        UNSENT,
        SENT,
        /** The whole response has arrived. */
        FINISHED,
        /** Ended before it was sent. */
        CANCELLED,
        /** Ended after it was sent. */
        ENDED
    }

    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.UNSENT);
    private final Thread caller = Thread.currentThread();
    private final String host;
    private final Duration timeout;
    private final long deadlineNanos;
    private final boolean idempotent;
    private volatile boolean closed;
    private @Nullable BufferedBody responseBody;

    /** Creates a non-idempotent call that has not started. */
    public CallState(String host, Duration timeout) {
        this(host, timeout, false);
    }

    /**
     * Creates a call that has not started.
     *
     * @param idempotent whether it may be aborted after its request was sent
     */
    public CallState(String host, Duration timeout, boolean idempotent) {
        this(host, timeout, idempotent, System.nanoTime() + timeout.toNanos());
    }

    private CallState(String host, Duration timeout, boolean idempotent, long deadlineNanos) {
        this.host = host;
        this.timeout = timeout;
        this.idempotent = idempotent;
        this.deadlineNanos = deadlineNanos;
    }

    /** Returns an unsent copy with the same deadline. */
    CallState again() {
        return new CallState(host, timeout, idempotent, deadlineNanos);
    }

    String host() {
        return host;
    }

    Duration timeout() {
        return timeout;
    }

    /** Returns whether the request may be sent again. */
    boolean isIdempotent() {
        return idempotent;
    }

    /** Returns the nanoseconds until the deadline; 0 or less if it has passed. */
    public long remainingNanos() {
        return deadlineNanos - System.nanoTime();
    }

    /** Returns whether the calling thread is interrupted. */
    public boolean isInterrupted() {
        return caller.isInterrupted();
    }

    /**
     * Marks the call as sent. Called right before the first byte is written, which is forbidden if it returns false.
     */
    public boolean startSending() {
        return phase.compareAndSet(Phase.UNSENT, Phase.SENT);
    }

    /** Marks the response as complete. Returns false if the call has ended before. */
    public boolean complete() {
        return phase.compareAndSet(Phase.SENT, Phase.FINISHED);
    }

    /**
     * Cancels the call unless it was sent.
     *
     * @return true if no byte was sent and none ever will be
     */
    boolean cancelIfUnsent() {
        return phase.compareAndSet(Phase.UNSENT, Phase.CANCELLED) || phase.get() == Phase.CANCELLED;
    }

    /** Ends the call. Returns true if this ended it, and the caller may therefore close its connection. */
    boolean abort() {
        return phase.compareAndSet(Phase.UNSENT, Phase.CANCELLED) || phase.compareAndSet(Phase.SENT, Phase.ENDED);
    }

    /**
     * Ends the call because the client is closed, unless it was sent and is not idempotent: it may cost money.
     *
     * @return true if its connection may be closed
     */
    boolean close() {
        boolean ended = phase.compareAndSet(Phase.UNSENT, Phase.CANCELLED)
                || (idempotent && phase.compareAndSet(Phase.SENT, Phase.ENDED));
        if (ended) {
            closed = true;
        }
        return ended;
    }

    /** Returns whether {@link #close} ended the call. */
    boolean isClosed() {
        return closed;
    }

    void bodyStarted(BufferedBody body) {
        responseBody = body;
    }

    boolean hasResponseStarted() {
        return responseBody != null;
    }

    /** Returns the bytes of the body received so far; empty if there are none. */
    byte[] received() {
        return responseBody == null ? new byte[0] : responseBody.received();
    }
}
