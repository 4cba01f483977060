package io.github.reel4j.polling.simulation;

import io.github.reel4j.polling.PendingTask;
import io.github.reel4j.polling.PollPolicy;
import java.time.Duration;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** The poll schedules of other clients, from their released code or documents. */
public final class Peers {

    private static final double[] GROWING = {0.001, 1, 1, 2, 2, 2, 4, 4, 4};

    private Peers() {}

    /** A schedule given by the delay, in seconds, after a number of polls. */
    public record Peer(String name, IntToDoubleFunction delays) implements PollPolicy {

        @Override
        public Duration nextPollAt(PendingTask task) {
            return task.lastPollAt().plus(SimulatedTask.age(delays.applyAsDouble(task.polls())));
        }

        @Override
        public double priority(PendingTask task, Duration age) {
            return SimulatedTask.seconds(age.minus(task.lastPollAt()));
        }
    }

    /** Returns the schedules. The first two poll immediately after the submission. */
    public static List<Peer> all() {
        return List.of(
                new Peer("1, 1, 2, 2, 2, 4, 4, 4, 5 s...", polls -> polls < GROWING.length ? GROWING[polls] : 5),
                new Peer("fixed 2 s", polls -> polls == 0 ? 0.001 : 2),
                new Peer("fixed 5 s", polls -> 5),
                new Peer("fixed 6 s", polls -> 6),
                new Peer("fixed 10 s", polls -> 10),
                new Peer("5 s x 1.5 up to 45 s", polls -> Math.min(45, 5 * Math.pow(1.5, polls))),
                new Peer("1 s x 2 up to 30 s", polls -> Math.min(30, Math.pow(2, polls))));
    }
}
