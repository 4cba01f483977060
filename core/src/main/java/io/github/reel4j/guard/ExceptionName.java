package io.github.reel4j.guard;

import org.jspecify.annotations.Nullable;

/** What may be said of something that escaped from code that is not ours. */
public final class ExceptionName {

    private ExceptionName() {}

    /** Returns the class, and the place that threw where it is known; never the text, which may hold a key or a prompt. Never throws. */
    public static String of(Throwable problem) {
        String name = problem.getClass().getName();
        try {
            @Nullable StackTraceElement[] trace = problem.getStackTrace();
            return trace.length == 0 ? name : name + " at " + trace[0];
        } catch (Throwable e) { // its class is not ours either
            return name;
        }
    }
}
