package io.github.reel4j.benchmarks.scale;

import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.polling.PendingTask;
import io.github.reel4j.polling.PollPolicy;
import io.github.reel4j.port.StatusTracker;
import io.github.reel4j.provider.pixazo.PixazoProviderFactory;
import io.github.reel4j.spi.ForwardingProvider;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.spi.VideoProviderFactory;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Compares the time at which the policy plans each poll with the time at which the provider makes it. A task's number
 * is the end of its id. The thread that has made a poll calls the policy, so the next poll is planned one interval from
 * then.
 */
final class Punctuality {

    private static final int DIGITS = 12;

    private final AtomicLongArray planned;
    private final PollPolicy fixed;
    private final Lateness lateness = new Lateness();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger peak = new AtomicInteger();
    private final ThreadLocal<Integer> polled = new ThreadLocal<>();

    Punctuality(int max, Duration interval) {
        planned = new AtomicLongArray(max);
        fixed = PollPolicy.fixed(interval);
    }

    /** Records that the next poll of a task is planned for {@code nanoTime}. */
    void expect(int number, long nanoTime) {
        planned.set(number, nanoTime);
    }

    /** Discards the delays so far. */
    void reset() {
        lateness.reset();
    }

    double calls() {
        return lateness.total();
    }

    double peakCalls() {
        return peak.get();
    }

    /** Returns the 99th percentile of the polls' delay, in nanoseconds. */
    double latenessP99() {
        return lateness.percentile(99);
    }

    PollPolicy policy() {
        return new PollPolicy() {
            @Override
            public Duration nextPollAt(PendingTask task) {
                Duration next = fixed.nextPollAt(task);
                Integer number = polled.get();
                if (number != null) {
                    expect(
                            number,
                            System.nanoTime() + next.minus(task.lastPollAt()).toNanos());
                    polled.remove();
                }
                return next;
            }

            @Override
            public double priority(PendingTask task, Duration age) {
                return fixed.priority(task, age);
            }
        };
    }

    VideoProviderFactory factory() {
        VideoProviderFactory pixazo = new PixazoProviderFactory();
        return new VideoProviderFactory() {
            @Override
            public ProviderId id() {
                return pixazo.id();
            }

            @Override
            public VideoProvider create(ProviderConfig config) {
                return new MeasuredProvider(pixazo.create(config));
            }
        };
    }

    private final class MeasuredProvider extends ForwardingProvider implements StatusTracker {

        MeasuredProvider(VideoProvider provider) {
            super(provider);
        }

        @Override
        public Either<VideoFailure, TaskStatus> status(TaskRef task) {
            int number = Integer.parseInt(
                    task.id(), task.id().length() - DIGITS, task.id().length(), 10);
            lateness.add(System.nanoTime() - planned.get(number));
            peak.accumulateAndGet(calls.incrementAndGet(), Math::max);
            Either<VideoFailure, TaskStatus> status = super.tracker().status(task);
            calls.decrementAndGet();
            status.peekLeft(failure -> System.err.println(failure.message()));
            polled.set(number);
            return status;
        }

        @Override
        public StatusTracker tracker() {
            return this;
        }
    }
}
