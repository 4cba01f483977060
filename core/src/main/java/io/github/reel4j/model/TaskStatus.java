package io.github.reel4j.model;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** The status of a task, as reported by the vendor. Only success, failure and cancellation are final. */
public sealed interface TaskStatus {

    /** Returns a short name of the status, for people. */
    String id();

    /**
     * The task is accepted but has not started.
     *
     * @param position the number of tasks that the vendor starts before this one, 0 or more, if it reports one
     */
    record Queued(OptionalInt position) implements TaskStatus {

        /**
         * Creates a status.
         *
         * @throws IllegalArgumentException if {@code position} is negative
         */
        public Queued {
            if (position.orElse(0) < 0) {
                throw new IllegalArgumentException("position must be 0 or more, but is " + position.getAsInt());
            }
        }

        /** Creates a status without a position. */
        public Queued() {
            this(OptionalInt.empty());
        }

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

    /**
     * The vendor reports that the task failed.
     *
     * @param failure the failure of the waits for the task, of kind {@link FailureKind#GENERATION_FAILED}
     */
    record Failed(VideoFailure failure) implements TaskStatus {
        @Override
        public String id() {
            return "failed";
        }
    }

    /**
     * The vendor reports that the task was cancelled and will have no video.
     *
     * @param failure the failure of the waits for the task, of kind {@link FailureKind#CANCELLED}
     */
    record Cancelled(VideoFailure failure) implements TaskStatus {
        @Override
        public String id() {
            return "cancelled";
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
