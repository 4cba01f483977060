package io.github.reel4j.model;

import java.time.Duration;
import java.util.Optional;

/** What a vendor says of a task. Only success and failure end it. */
public sealed interface TaskStatus {

    /** One word for people. */
    String id();

    /** Accepted, not begun. */
    record Queued() implements TaskStatus {
        @Override
        public String id() {
            return "queued";
        }
    }

    /**
     * Being made.
     *
     * @param remaining the vendor's own guess of the time left, if it gives one
     */
    record Running(Optional<Duration> remaining) implements TaskStatus {
        @Override
        public String id() {
            return "running";
        }
    }

    /** Made. */
    record Succeeded(GeneratedVideo video) implements TaskStatus {
        @Override
        public String id() {
            return "succeeded";
        }
    }

    /** The vendor gave it up. */
    record Failed(VideoFailure failure) implements TaskStatus {
        @Override
        public String id() {
            return "failed";
        }
    }

    /**
     * The vendor used a status word that no document explains. The task is taken to be running.
     *
     * @param status the vendor's word as received, at most 64 characters
     */
    record Unrecognized(String status) implements TaskStatus {
        @Override
        public String id() {
            return "running (\"" + status + "\")";
        }
    }
}
