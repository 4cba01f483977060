package io.github.reel4j.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.SampleRequests;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.polling.PollPolicy;
import io.github.reel4j.port.StatusTracker;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real threads start waits and request polls while polls are due continuously. */
class TrackedTaskRaceTest {

    private static final PollPolicy RESTLESS = PollPolicy.fixed(Duration.ofNanos(1));
    private static final int LAST_POLL = 400;

    @Test
    @Timeout(30)
    void polls_never_overlap_while_waits_start_and_end() throws Exception {
        CountedPolls polls = new CountedPolls();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (SystemScheduler time = new SystemScheduler()) {
            TrackedTask task = TrackingFixture.resumed(time, polls, RESTLESS).tracking();
            CompletableFuture<Either<VideoFailure, GeneratedVideo>> end = new CompletableFuture<>();
            List<Future<?>> waiters = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                waiters.add(threads.submit(() -> {
                    while (!end.isDone()) {
                        Runnable leave = task.await(new EndRecorder(end), TrackingFixture.LONG);
                        Thread.onSpinWait();
                        leave.run();
                    }
                }));
            }
            task.await(new EndRecorder(end), TrackingFixture.LONG);
            assertThat(end.get(20, TimeUnit.SECONDS).isRight()).isTrue();
            for (Future<?> waiter : waiters) {
                waiter.get(5, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        polls.assertThatNoneOverlapped();
    }

    @Test
    @Timeout(30)
    @Tag("fault-80")
    void polls_never_overlap_while_threads_request_polls() throws Exception {
        CountedPolls polls = new CountedPolls();
        AtomicInteger ends = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (SystemScheduler time = new SystemScheduler()) {
            TrackedTask task = TrackingFixture.resumed(time, polls, RESTLESS).tracking();
            task.addListener(seen -> ends.addAndGet(seen.status() instanceof TaskStatus.Succeeded ? 1 : 0));
            CompletableFuture<Either<VideoFailure, GeneratedVideo>> end = new CompletableFuture<>();
            List<Future<?>> hinters = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                hinters.add(threads.submit(() -> {
                    while (!end.isDone()) {
                        task.requestPoll();
                    }
                    task.requestPoll();
                }));
            }
            task.await(new EndRecorder(end), TrackingFixture.LONG);
            assertThat(end.get(20, TimeUnit.SECONDS).isRight()).isTrue();
            for (Future<?> hinter : hinters) {
                hinter.get(5, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(ends).hasValue(1);
        polls.assertThatNoneOverlapped();
    }

    /** A vendor whose task ends with poll number {@value #LAST_POLL}; counts overlapping polls. */
    private static final class CountedPolls implements StatusTracker {
        private final AtomicInteger polls = new AtomicInteger();
        private final AtomicInteger inside = new AtomicInteger();
        private final AtomicInteger overlaps = new AtomicInteger();

        @Override
        public Either<VideoFailure, TaskStatus> status(TaskRef task) {
            overlaps.addAndGet(inside.incrementAndGet() > 1 ? 1 : 0);
            Either<VideoFailure, TaskStatus> result = polls.incrementAndGet() < LAST_POLL
                    ? Either.right(new TaskStatus.Running(Optional.empty()))
                    : Either.right(new TaskStatus.Succeeded(SampleRequests.video()));
            inside.decrementAndGet();
            return result;
        }

        void assertThatNoneOverlapped() {
            assertThat(overlaps).hasValue(0);
            assertThat(polls).hasValue(LAST_POLL);
        }
    }

    private record EndRecorder(CompletableFuture<Either<VideoFailure, GeneratedVideo>> end) implements WaitEndListener {

        @Override
        public void onCompleted(Either<VideoFailure, GeneratedVideo> how) {
            end.complete(how);
        }

        @Override
        public void onTimeout() {
            throw new AssertionError("expired");
        }

        @Override
        public void onClosed() {
            throw new AssertionError("closed");
        }
    }
}
