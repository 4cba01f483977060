package io.github.reel4j.testkit.contract.support;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Lets a handler of {@code java.util.logging} get records of all levels, of all loggers without a level of their own,
 * which include {@link System.Logger}s. Handlers that print keep their level. Thread-safe.
 */
final class DetailedLogging {

    /** Loggers of HTTP clients and of the tests, which log headers at low levels, and which no provider controls. */
    private static final List<String> OTHERS = List.of(
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "com.sun.",
            "org.apache.http.",
            "org.apache.hc.",
            "okhttp3.",
            "io.netty.",
            "reactor.",
            "org.eclipse.jetty.",
            "org.junit.");

    private static final Logger ROOT = Logger.getLogger("");
    private static final Deque<Handler> ACTIVE = new ArrayDeque<>();
    private static final AtomicReference<@Nullable Level> BEFORE = new AtomicReference<>();

    private DetailedLogging() {}

    /** Adds the handler, and logs at all levels until the last handler was removed. */
    static void add(Handler handler) {
        synchronized (ACTIVE) {
            if (ACTIVE.isEmpty()) {
                BEFORE.set(ROOT.getLevel());
                ROOT.setLevel(Level.ALL);
            }
            ACTIVE.add(handler);
            ROOT.addHandler(handler);
        }
    }

    /** Removes the handler. */
    static void remove(Handler handler) {
        synchronized (ACTIVE) {
            ROOT.removeHandler(handler);
            if (ACTIVE.remove(handler) && ACTIVE.isEmpty()) {
                ROOT.setLevel(BEFORE.get());
            }
        }
    }

    /** Returns whether a provider is responsible for a record: it has a high level, or is not of an HTTP client. */
    static boolean isOfProvider(LogRecord line) {
        String logger = line.getLoggerName() == null ? "" : line.getLoggerName();
        return line.getLevel().intValue() >= Level.INFO.intValue()
                || OTHERS.stream().noneMatch(logger::startsWith);
    }
}
