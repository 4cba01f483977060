package io.github.reel4j.provider.feign;

import feign.Request;
import java.time.Duration;

/** What Feign hands through to the transport: how long a call may take, and whether it is free to be repeated. Immutable. */
final class CallOptions extends Request.Options {

    private final boolean repeatable;

    private CallOptions(Duration deadline, boolean repeatable) {
        super(deadline, deadline, false);
        this.repeatable = repeatable;
    }

    /** For a call that costs money, and must not be lost to a connection that the server is just closing. */
    static CallOptions once(Duration deadline) {
        return new CallOptions(deadline, false);
    }

    /** For a call that asks: should it fail, it is made again later. */
    static CallOptions repeatable(Duration deadline) {
        return new CallOptions(deadline, true);
    }

    /** The same for every method; Feign would look for others by the name of the thread, at each call. */
    @Override
    public Request.Options getMethodOptions(String methodName) {
        return this;
    }

    /** Options that do not say count as {@link #once}. */
    static boolean isRepeatable(Request.Options options) {
        return options instanceof CallOptions call && call.repeatable;
    }
}
