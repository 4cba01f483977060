package io.github.reel4j.guard;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A logger that never throws: if the logging back end fails, the line is lost. The SLF4J logger is created with the
 * first line, so that a back end that cannot be loaded does not break the classes that log. Thread-safe.
 */
public final class SafeLog {

    private final Class<?> owner;
    private volatile @Nullable Logger logger;

    private SafeLog(Class<?> owner) {
        this.owner = owner;
    }

    /** Returns the logger for {@code owner}. */
    public static SafeLog of(Class<?> owner) {
        return new SafeLog(owner);
    }

    /**
     * Logs one line at level DEBUG. {@code values} replace the placeholders {@code {}}; a trailing {@link Throwable} is
     * logged with its stack trace.
     */
    public void debug(String text, @Nullable Object... values) {
        write(Logger::debug, text, values);
    }

    /** Logs one line at level INFO, like {@link #debug}. */
    public void info(String text, @Nullable Object... values) {
        write(Logger::info, text, values);
    }

    /** Logs one line at level WARN, like {@link #debug}. */
    public void warn(String text, @Nullable Object... values) {
        write(Logger::warn, text, values);
    }

    /** Logs one line at level ERROR, like {@link #debug}. */
    public void error(String text, @Nullable Object... values) {
        write(Logger::error, text, values);
    }

    private void write(Level level, String text, @Nullable Object... values) {
        try {
            level.write(logger(), text, values);
        } catch (Throwable e) { // includes errors, because the caller may hold a paid task
            if (e instanceof InterruptedException) { // thrown undeclared
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

    /** A logging method of {@link Logger}. */
    private interface Level {
        void write(Logger logger, String text, @Nullable Object... values);
    }
}
