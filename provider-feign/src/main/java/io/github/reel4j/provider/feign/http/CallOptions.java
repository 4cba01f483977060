package io.github.reel4j.provider.feign.http;

import feign.Request;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The options of a call that Feign passes to the transport: timeout, idempotence, and the task id that a response over
 * a reused connection must contain. Immutable.
 */
public final class CallOptions extends Request.Options {

    private final Duration timeout;
    private final boolean idempotent;
    private final @Nullable String task;

    private CallOptions(Duration timeout, boolean idempotent, @Nullable String task) {
        super(timeout, timeout, false);
        this.timeout = timeout;
        this.idempotent = idempotent;
        this.task = task;
    }

    /**
     * Returns options for a paid call, which is never sent over a reused connection because the server may be closing
     * it.
     */
    public static CallOptions nonIdempotent(Duration timeout) {
        return new CallOptions(timeout, false, null);
    }

    /** Returns options for a free call that may be repeated. It gets a new connection. */
    public static CallOptions idempotent(Duration timeout) {
        return new CallOptions(timeout, true, null);
    }

    /** Returns a copy for a call whose response contains {@code task}, which identifies it on a reused connection. */
    public CallOptions naming(String task) {
        return new CallOptions(timeout, idempotent, task);
    }

    /** Returns this for all methods. Feign's own implementation looks up the thread name for each call. */
    @Override
    public Request.Options getMethodOptions(String methodName) {
        return this;
    }

    /** Returns the time for the whole call. */
    public Duration timeout() {
        return timeout;
    }

    /** Returns whether the call may be repeated; false for options of another class. */
    static boolean isIdempotent(Request.Options options) {
        return options instanceof CallOptions call && call.idempotent;
    }

    /** Returns the task that the response contains; null if there is none, or the call may not be repeated. */
    static @Nullable String task(Request.Options options) {
        return options instanceof CallOptions call && call.idempotent ? call.task : null;
    }
}
