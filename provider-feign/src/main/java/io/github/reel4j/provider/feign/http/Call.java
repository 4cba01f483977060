package io.github.reel4j.provider.feign.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One request under way: how far it has come, who waits for it and until when; judged when something goes wrong.
 *
 * <p>The thread that made it works on it. The {@link ConnectionMonitor} may end it at any moment, and what is ended before its first byte was
 * handed over will never be sent.
 */
public final class Call {

    private enum Phase {
        UNSENT,
        SENT,
        FINISHED,
        CANCELLED,
        ENDED
    }

    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.UNSENT);
    private final Thread caller = Thread.currentThread();
    private final String host;
    private final Duration deadline;
    private final long end;
    private final boolean repeatable;
    private volatile boolean closed;
    private @Nullable BufferedBody responseBody;

    public Call(String host, Duration deadline) {
        this(host, deadline, false);
    }

    /**
     * Creates a call that has not started.
     *
     * @param repeatable whether nothing is lost if it is cut off after its request was sent
     */
    public Call(String host, Duration deadline, boolean repeatable) {
        this(host, deadline, repeatable, System.nanoTime() + deadline.toNanos());
    }

    private Call(String host, Duration deadline, boolean repeatable, long end) {
        this.host = host;
        this.deadline = deadline;
        this.repeatable = repeatable;
        this.end = end;
    }

    /** The same request once more, until the same deadline. */
    Call again() {
        return new Call(host, deadline, repeatable, end);
    }

    String host() {
        return host;
    }

    Duration deadline() {
        return deadline;
    }

    /** Returns whether the request only asks, and may be sent again. */
    boolean isRepeatable() {
        return repeatable;
    }

    /** Nanoseconds until the deadline; 0 or less when it has passed. */
    public long remainingNanos() {
        return end - System.nanoTime();
    }

    public boolean isInterrupted() {
        return caller.isInterrupted();
    }

    /** To be asked right before the first byte leaves; false if none may leave any more. */
    public boolean startSending() {
        return phase.compareAndSet(Phase.UNSENT, Phase.SENT);
    }

    /** True if the whole reply is there and nothing ended the exchange before. */
    public boolean complete() {
        return phase.compareAndSet(Phase.SENT, Phase.FINISHED);
    }

    /**
     * Forbids sending from now on, if it has not begun.
     *
     * @return true if no byte was sent and none ever will be
     */
    boolean cancelIfUnsent() {
        return phase.compareAndSet(Phase.UNSENT, Phase.CANCELLED) || phase.get() == Phase.CANCELLED;
    }

    /** True for whoever ends an exchange that is under way, and may therefore cut its connection. */
    boolean abort() {
        return phase.compareAndSet(Phase.UNSENT, Phase.CANCELLED) || phase.compareAndSet(Phase.SENT, Phase.ENDED);
    }

    /**
     * Ends it because the client is closed, unless it may already cost money: an order that was sent is waited for.
     *
     * @return true if its connection may be cut
     */
    boolean close() {
        boolean ended = phase.compareAndSet(Phase.UNSENT, Phase.CANCELLED)
                || (repeatable && phase.compareAndSet(Phase.SENT, Phase.ENDED));
        if (ended) {
            closed = true;
        }
        return ended;
    }

    /** Whether it was {@link #close} that ended it. */
    boolean isClosed() {
        return closed;
    }

    void bodyStarted(BufferedBody body) {
        responseBody = body;
    }

    boolean hasResponseStarted() {
        return responseBody != null;
    }

    byte[] received() {
        return responseBody == null ? new byte[0] : responseBody.received();
    }
}
