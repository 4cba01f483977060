package io.github.reel4j.guard;

import org.jspecify.annotations.Nullable;

/** Describes exceptions from foreign code without their messages, which may contain a key or a prompt. */
public final class ExceptionName {

    private ExceptionName() {}

    /** Returns the class of {@code exception} and, if known, the place that threw it. Never throws. */
    public static String of(Throwable exception) {
        String name = exception.getClass().getName();
        try {
            @Nullable StackTraceElement[] trace = exception.getStackTrace();
            return trace.length == 0 ? name : name + " at " + trace[0];
        } catch (Throwable e) { // the exception class is foreign code too
            return name;
        }
    }
}
