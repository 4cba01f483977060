package io.github.reel4j.micrometer;

/** How polls are recorded. A task is polled about every 5 seconds, so polls are the most frequent calls. */
public enum PollRecording {
    /** Polls are not recorded. */
    NONE,
    /** The timer {@code reel4j.poll} records each poll. The default. */
    METERS,
    /**
     * As {@link #METERS}, and each poll is also the observation {@code reel4j.status}: 1 span for each poll, without a
     * parent, because polls belong to no caller.
     */
    SPANS
}
