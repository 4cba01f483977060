package io.github.reel4j.guard;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A log that never throws, whatever its back end does: the line is lost, and the caller goes on. The logger is looked up with the first
 * line, so that a back end that cannot be loaded breaks no class of ours. Thread-safe.
 */
public final class SafeLog {

    private final Class<?> owner;
    private volatile @Nullable Logger logger;

    private SafeLog(Class<?> owner) {
        this.owner = owner;
    }

    /** Returns the log under the name of {@code owner}. */
    public static SafeLog of(Class<?> owner) {
        return new SafeLog(owner);
    }

    /** Writes one line, its values put in place of {@code {}}; a {@link Throwable} at the end is shown with its stack. */
    public void debug(String text, @Nullable Object... values) {
        write(Logger::debug, text, values);
    }

    /** As {@link #debug}. */
    public void info(String text, @Nullable Object... values) {
        write(Logger::info, text, values);
    }

    /** As {@link #debug}. */
    public void warn(String text, @Nullable Object... values) {
        write(Logger::warn, text, values);
    }

    /** As {@link #debug}. */
    public void error(String text, @Nullable Object... values) {
        write(Logger::error, text, values);
    }

    private void write(Level level, String text, @Nullable Object... values) {
        try {
            level.write(logger(), text, values);
        } catch (
                Throwable
                        e) { // errors too: a paid task may be in the caller's hands, and there is nowhere to tell of it
            if (e instanceof InterruptedException) { // sneaked past the compiler
                Thread.currentThread().interrupt();
            }
        }
    }

    private Logger logger() {
        Logger known = logger;
        if (known == null) {
            known = LoggerFactory.getLogger(owner);
            logger = known;
        }
        return known;
    }

    /** A method of the logger. */
    private interface Level {
        void write(Logger logger, String text, @Nullable Object... values);
    }
}
