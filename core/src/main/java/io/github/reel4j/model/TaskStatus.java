package io.github.reel4j.model;

import java.time.Duration;
import java.util.Optional;

/** The status of a task, as reported by the vendor. Only success and failure are final. */
public sealed interface TaskStatus {

    /** Returns a short name of the status, for people. */
    String id();

    /** The task is accepted but has not started. */
    record Queued() implements TaskStatus {
        @Override
        public String id() {
            return "queued";
        }
    }

    /**
     * The task is running.
     *
     * @param remaining the time left, as estimated by the vendor, if it reports one
     */
    record Running(Optional<Duration> remaining) implements TaskStatus {
        @Override
        public String id() {
            return "running";
        }
    }

    /** The video is finished. */
    record Succeeded(GeneratedVideo video) implements TaskStatus {
        @Override
        public String id() {
            return "succeeded";
        }
    }

    /** The task failed. */
    record Failed(VideoFailure failure) implements TaskStatus {
        @Override
        public String id() {
            return "failed";
        }
    }

    /**
     * The vendor returned a status that no document explains. The task is treated as running.
     *
     * @param status the status as received, at most 64 characters
     */
    record Unrecognized(String status) implements TaskStatus {
        @Override
        public String id() {
            return "running (\"" + status + "\")";
        }
    }
}
