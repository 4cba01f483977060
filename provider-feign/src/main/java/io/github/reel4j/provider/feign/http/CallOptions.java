package io.github.reel4j.provider.feign.http;

import feign.Request;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What Feign hands through to the transport: how long a call may take, whether it is free, and whose reply is expected. Immutable. */
public final class CallOptions extends Request.Options {

    private final Duration deadline;
    private final boolean idempotent;
    private final @Nullable String task;

    private CallOptions(Duration deadline, boolean repeatable, @Nullable String task) {
        super(deadline, deadline, false);
        this.deadline = deadline;
        this.idempotent = repeatable;
        this.task = task;
    }

    /** For a call that costs money, and must not be lost to a connection that the server is just closing. */
    public static CallOptions nonIdempotent(Duration deadline) {
        return new CallOptions(deadline, false, null);
    }

    /** For a call that asks: should it fail, it is made again later. It gets a connection of its own. */
    public static CallOptions idempotent(Duration deadline) {
        return new CallOptions(deadline, true, null);
    }

    /** For a call that asks and whose reply names {@code task}, which tells on a kept connection whose reply it is. */
    public CallOptions naming(String task) {
        return new CallOptions(deadline, idempotent, task);
    }

    /** The same for every method; Feign would look for others by the name of the thread, at each call. */
    @Override
    public Request.Options getMethodOptions(String methodName) {
        return this;
    }

    /** Options that do not say count as {@link #nonIdempotent}. */
    static boolean isIdempotent(Request.Options options) {
        return options instanceof CallOptions call && call.idempotent;
    }

    /** The task that the reply names; null if it names none, or the call may not be made again. */
    static @Nullable String task(Request.Options options) {
        return options instanceof CallOptions call && call.idempotent ? call.task : null;
    }
}
