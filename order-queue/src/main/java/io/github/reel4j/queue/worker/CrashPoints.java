package io.github.reel4j.queue.worker;

/** Named points at which tests end the process, to prove what the queue does then. Does nothing by default. */
@FunctionalInterface
public interface CrashPoints {

    /** Does nothing at each point. */
    CrashPoints NONE = point -> {};

    /** Ends this process at the point that the system property {@code reel4j.crash-point} names; for tests. */
    static CrashPoints ofProcess() {
        String crashPoint = System.getProperty("reel4j.crash-point", "");
        return crashPoint.isEmpty()
                ? NONE
                : point -> {
                    if (point.equals(crashPoint)) {
                        Runtime.getRuntime().halt(137);
                    }
                };
    }

    /** Called when the worker reaches {@code point}. */
    void at(String point);
}
