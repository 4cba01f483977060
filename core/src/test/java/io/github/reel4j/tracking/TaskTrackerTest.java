package io.github.reel4j.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.ForwardingScheduler;
import io.github.reel4j.SampleRequests;
import io.github.reel4j.VirtualScheduler;
import io.github.reel4j.dispatch.RequestDispatcher;
import io.github.reel4j.dispatch.SampleDispatchers;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.polling.EvenPolicy;
import io.github.reel4j.polling.PendingTask;
import io.github.reel4j.polling.PollPolicy;
import io.github.reel4j.port.Scheduler;
import io.github.reel4j.port.StatusTracker;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskTrackerTest {

    private static final Either<VideoFailure, TaskStatus> RUNNING =
            Either.right(new TaskStatus.Running(Optional.empty()));
    private static final Either<VideoFailure, TaskStatus> DONE =
            Either.right(new TaskStatus.Succeeded(SampleRequests.video()));

    private final VirtualScheduler time = new VirtualScheduler();
    private final RequestDispatcher dispatcher = SampleDispatchers.unlimited(time);
    /** The polled task and the time of each poll, in seconds since the start. */
    private final List<String> polls = new ArrayList<>();

    private final StatusTracker running = task -> {
        polls.add(task.id() + " " + time.elapsed().toMillis() / 1000.0);
        return RUNNING;
    };

    private TaskTracker tracker() {
        return new TaskTracker(time, PollPolicy.backoff());
    }

    private TrackingFixture fresh(TaskTracker tracker, StatusTracker port, String id) {
        return TrackingFixture.fresh(tracker, dispatcher, port, SampleRequests.task(id));
    }

    @Test
    void many_tasks_use_one_timer() {
        TaskTracker tracker = tracker();
        List<TrackingFixture> tasks = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            long ends = 10L + i % 60;
            TrackingFixture task = fresh(tracker, each -> time.elapsed().toSeconds() < ends ? RUNNING : DONE, "t" + i);
            task.join();
            tasks.add(task);
        }
        assertThat(time.pending()).isEqualTo(1);
        time.passAll();
        assertThat(tasks).allMatch(task -> task.notified.equals(List.of("video")));
        assertThat(time.pending()).isZero();
        assertThat(tracker.unfinished()).isEmpty();
    }

    @Test
    void unfinished_returns_tasks_with_open_waits_even_after_close() {
        TaskTracker tracker = tracker();
        TrackingFixture waited = fresh(tracker, running, "waited");
        TrackingFixture twice = fresh(tracker, running, "twice");
        TrackingFixture done = fresh(tracker, task -> DONE, "done");
        fresh(tracker, running, "unwaited");
        waited.join();
        twice.join();
        twice.join();
        done.join();
        time.pass(Duration.ofSeconds(10));
        List<TaskRef> expected = List.of(SampleRequests.task("waited"), SampleRequests.task("twice"));
        assertThat(tracker.unfinished()).containsExactlyInAnyOrderElementsOf(expected);
        tracker.close();
        tracker.close();
        assertThat(tracker.unfinished()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(waited.notified).containsExactly("closed");
        assertThat(twice.notified).containsExactly("closed", "closed");
        assertThat(done.notified).containsExactly("video");
        assertThat(time.pending()).isZero();
        waited.join();
        assertThat(waited.notified).containsExactly("closed", "closed");
    }

    /** The order calls of both tasks return before either task is tracked. */
    @Test
    @Tag("fault-14")
    void every_task_added_while_an_order_waits_is_polled() {
        RequestDispatcher limited = SampleDispatchers.limited(time, 6000, 2);
        for (int i = 0; i < 3; i++) {
            limited.submit(() -> {}, rejection -> {});
        }
        time.pass(Duration.ofSeconds(1));
        limited.releaseCall();
        limited.releaseCall();
        TaskTracker tracker = tracker();
        TrackingFixture.fresh(tracker, limited, running, SampleRequests.task("one"));
        TrackingFixture.fresh(tracker, limited, running, SampleRequests.task("other"));
        time.pass(Duration.ofMinutes(1));
        assertThat(polls).anyMatch(poll -> poll.startsWith("one ")).anyMatch(poll -> poll.startsWith("other "));
    }

    @Test
    @Tag("fault-14")
    void an_active_task_without_a_wait_is_not_polled() {
        RequestDispatcher limited = SampleDispatchers.limited(time, 6000, 1);
        limited.submit(limited::releaseCall, rejection -> {});
        time.pass(Duration.ofSeconds(1));
        TrackingFixture.fresh(tracker(), limited, running, SampleRequests.task("one"));
        time.pass(Duration.ofMinutes(1));
        assertThat(polls).isEmpty();
    }

    @Test
    void a_wait_ends_at_its_deadline_and_others_continue() {
        TrackingFixture task = fresh(tracker(), running, "t");
        task.join(Duration.ofSeconds(7));
        task.join(Duration.ofSeconds(70));
        time.pass(Duration.ofSeconds(8));
        assertThat(task.notified).containsExactly("expired");
        time.pass(Duration.ofSeconds(62));
        assertThat(task.notified).containsExactly("expired", "expired");
        assertThat(time.pending()).isZero();
        int before = polls.size();
        time.pass(Duration.ofHours(1));
        assertThat(polls).hasSize(before);
    }

    @Test
    @Tag("fault-66")
    void a_deadline_passed_during_suspension_allows_one_more_poll() {
        List<Runnable> timers = new ArrayList<>();
        LateTimers suspended = new LateTimers(time, timers);
        TrackingFixture task = TrackingFixture.fresh(suspended, each -> DONE);
        task.join(Duration.ofMinutes(10));
        time.pass(Duration.ofMinutes(25));
        fire(timers);
        time.passAll();
        assertThat(task.notified).containsExactly("video");
    }

    @Test
    void after_suspension_a_poll_that_shows_running_ends_the_wait() {
        List<Runnable> timers = new ArrayList<>();
        LateTimers suspended = new LateTimers(time, timers);
        TrackingFixture task = TrackingFixture.fresh(suspended, running);
        task.join(Duration.ofMinutes(10));
        time.pass(Duration.ofMinutes(25));
        fire(timers);
        time.passAll();
        assertThat(polls).hasSize(1);
        assertThat(task.notified).containsExactly("expired");
    }

    private static void fire(List<Runnable> timers) {
        List<Runnable> fired = List.copyOf(timers);
        timers.clear();
        fired.forEach(Runnable::run);
        List.copyOf(timers).forEach(Runnable::run);
    }

    @Test
    void a_rate_limited_poll_delays_all_polls_of_the_vendor() {
        TaskTracker tracker = tracker();
        TrackingFixture limited = fresh(
                tracker,
                task -> Either.left(VideoFailure.builder()
                        .kind(FailureKind.RATE_LIMITED)
                        .message("m")
                        .retryAfter(Duration.ofSeconds(90))
                        .build()),
                "limited");
        TrackingFixture other = TrackingFixture.fresh(tracker, dispatcher, running, SampleRequests.task("other"));
        limited.join();
        time.pass(Duration.ofMillis(5_600));
        other.join();
        time.pass(Duration.ofSeconds(83));
        assertThat(polls.size()).isLessThanOrEqualTo(1);
        time.pass(Duration.ofSeconds(20));
        assertThat(polls.size()).isPositive();
    }

    @Test
    @Tag("fault-61")
    void polls_slow_to_one_a_minute_during_an_outage_of_an_hour() {
        TrackingFixture task = fresh(
                tracker(),
                each -> {
                    polls.add("poll");
                    return time.elapsed().toMinutes() < 60
                            ? Either.left(VideoFailure.of(FailureKind.UNAVAILABLE, "m"))
                            : DONE;
                },
                "t");
        task.join();
        time.passAll();
        assertThat(polls).hasSizeBetween(50, 70);
        assertThat(task.notified).containsExactly("video");
    }

    @Test
    void tasks_without_waits_are_polled_when_an_order_needs_a_slot() {
        RequestDispatcher narrow = SampleDispatchers.limited(time, 6000, 1);
        TaskTracker tracker = tracker();
        List<String> ordered = new ArrayList<>();
        narrow.submit(
                () -> {
                    TrackingFixture.fresh(
                            tracker,
                            narrow,
                            each -> time.elapsed().toSeconds() < 30 ? RUNNING : DONE,
                            SampleRequests.task());
                    narrow.releaseCall();
                },
                rejection -> {});
        time.pass(Duration.ofMinutes(5));
        narrow.submit(() -> ordered.add("second"), rejection -> {});
        time.pass(Duration.ofSeconds(1));
        assertThat(ordered).containsExactly("second");
    }

    @Test
    void the_end_of_a_task_without_a_permit_releases_none() {
        RequestDispatcher narrow = SampleDispatchers.limited(time, 6000, 1);
        TaskTracker tracker = tracker();
        List<String> ordered = new ArrayList<>();
        narrow.submit(
                () -> {
                    TrackingFixture.fresh(tracker, narrow, running, SampleRequests.task("new"));
                    narrow.releaseCall();
                },
                rejection -> {});
        TrackingFixture old = TrackingFixture.resumed(tracker, narrow, each -> DONE);
        old.join();
        time.pass(Duration.ofMinutes(5));
        narrow.submit(() -> ordered.add("too many"), rejection -> {});
        time.pass(Duration.ofMinutes(5));
        assertThat(old.notified).containsExactly("video");
        assertThat(ordered).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5})
    @Tag("fault-78")
    void a_blocked_listener_does_not_delay_the_end_of_a_wait(int polls) throws Exception {
        try (SystemScheduler real = new SystemScheduler()) {
            TaskTracker tracker = new TaskTracker(real, PollPolicy.fixed(Duration.ofMillis(1)));
            CountDownLatch never = new CountDownLatch(1);
            AtomicInteger polled = new AtomicInteger();
            TrackingFixture task = TrackingFixture.fresh(
                    tracker,
                    SampleDispatchers.unlimited(real),
                    each -> polled.incrementAndGet() < polls ? RUNNING : DONE,
                    SampleRequests.task());
            task.tracking().addListener(seen -> {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            CompletableFuture<String> end = new CompletableFuture<>();
            task.tracking()
                    .await(
                            new WaitEndListener() {
                                @Override
                                public void onCompleted(Either<VideoFailure, GeneratedVideo> how) {
                                    end.complete("ended");
                                }

                                @Override
                                public void onTimeout() {
                                    end.complete("expired");
                                }

                                @Override
                                public void onClosed() {
                                    end.complete("closed");
                                }
                            },
                            Duration.ofMinutes(1));
            assertThat(end.get(20, TimeUnit.SECONDS)).isEqualTo("ended");
            never.countDown();
        }
    }

    @Test
    void policy_learns_only_from_videos_with_a_known_duration() {
        List<String> learned = new ArrayList<>();
        PollPolicy learner = new Every20Seconds() {
            @Override
            public void ended(PendingTask task, Duration after, Duration by) {
                learned.add(after.toSeconds() + " " + by.toSeconds());
            }
        };
        TaskTracker tracker = new TaskTracker(time, learner);
        fresh(tracker, each -> time.elapsed().toSeconds() < 50 ? RUNNING : DONE, "made")
                .join();
        fresh(
                        tracker,
                        each -> Either.right(
                                new TaskStatus.Failed(VideoFailure.of(FailureKind.GENERATION_FAILED, "no"))),
                        "failed")
                .join();
        time.passAll();
        assertThat(learned).containsExactly("40 60");
        TrackingFixture old = TrackingFixture.resumed(time, each -> DONE, learner);
        old.join();
        time.passAll();
        assertThat(old.notified).containsExactly("video");
        assertThat(learned).hasSize(1);
    }

    @Test
    void a_policy_that_throws_does_not_stop_polling() {
        PollPolicy broken = new PollPolicy() {
            @Override
            public Duration nextPollAt(PendingTask task) {
                throw new IllegalStateException("x");
            }

            @Override
            public double priority(PendingTask task, Duration age) {
                throw new IllegalStateException("x");
            }

            @Override
            public void ended(PendingTask task, Duration after, Duration by) {
                throw new IllegalStateException("x");
            }
        };
        TaskTracker tracker = new TaskTracker(time, broken);
        RequestDispatcher paced = SampleDispatchers.limited(time, 60, 1000);
        TrackingFixture one = TrackingFixture.fresh(
                tracker, paced, each -> time.elapsed().toSeconds() < 40 ? RUNNING : DONE, SampleRequests.task("one"));
        TrackingFixture two = TrackingFixture.fresh(tracker, paced, each -> DONE, SampleRequests.task("two"));
        TrackingFixture three = TrackingFixture.fresh(tracker, paced, each -> DONE, SampleRequests.task("three"));
        one.join();
        two.join();
        three.join();
        time.passAll();
        assertThat(one.notified).containsExactly("video");
        assertThat(two.notified).containsExactly("video");
        assertThat(three.notified).containsExactly("video");
    }

    @Test
    void the_vendors_estimate_is_passed_to_the_policy_as_an_age() {
        List<Optional<Duration>> estimates = new ArrayList<>();
        PollPolicy recording = new Every20Seconds() {
            @Override
            public Duration nextPollAt(PendingTask task) {
                estimates.add(task.vendorEstimate());
                return super.nextPollAt(task);
            }
        };
        TaskTracker tracker = new TaskTracker(time, recording);
        fresh(
                        tracker,
                        each -> time.elapsed().toSeconds() < 30
                                ? Either.right(new TaskStatus.Running(Optional.of(Duration.ofSeconds(25))))
                                : DONE,
                        "t")
                .join();
        time.passAll();
        assertThat(estimates).containsExactly(Optional.empty(), Optional.of(Duration.ofSeconds(45)));
    }

    @Test
    void queued_polls_are_ordered_by_the_policys_priority() {
        PollPolicy youngestFirst = new Every20Seconds() {
            @Override
            public double priority(PendingTask task, Duration age) {
                return -age.toSeconds();
            }
        };
        TaskTracker tracker = new TaskTracker(time, youngestFirst);
        RequestDispatcher paced = SampleDispatchers.limited(time, 1, 1000);
        List<String> polled = new ArrayList<>();
        for (String name : List.of("first", "older", "younger")) {
            TrackingFixture.fresh(
                            tracker,
                            paced,
                            task -> {
                                polled.add(name);
                                return DONE;
                            },
                            SampleRequests.task(name))
                    .join();
            time.pass(Duration.ofSeconds(3));
        }
        time.passAll();
        assertThat(polled).containsExactly("first", "younger", "older");
    }

    private static class Every20Seconds implements PollPolicy {

        @Override
        public Duration nextPollAt(PendingTask task) {
            return task.lastPollAt().plusSeconds(20);
        }

        @Override
        public double priority(PendingTask task, Duration age) {
            return 0;
        }
    }

    @Test
    @Tag("fault-68")
    void a_thousand_tasks_due_together_keep_to_the_limit_and_are_fair() {
        int allowed = 6_000;
        RequestDispatcher limited = SampleDispatchers.limited(time, allowed, 10_000);
        TaskTracker tracker = tracker();
        Map<String, List<Long>> pollTimes = new HashMap<>();
        StatusTracker port = task -> {
            pollTimes.computeIfAbsent(task.id(), id -> new ArrayList<>()).add(time.nanoTime());
            return RUNNING;
        };
        for (int i = 0; i < 1_000; i++) {
            TrackingFixture.fresh(tracker, limited, port, SampleRequests.task("t" + i))
                    .join();
        }
        time.pass(Duration.ofMinutes(5));
        assertThat(pollTimes).hasSize(1_000);
        List<Long> calls =
                pollTimes.values().stream().flatMap(List::stream).sorted().toList();
        assertThat(max(calls, Duration.ofMinutes(1))).isLessThanOrEqualTo(allowed);
        assertThat(max(calls, Duration.ofSeconds(1)))
                .as("no second has more than twice its share, although all tasks start together")
                .isLessThanOrEqualTo(2 * allowed / 60);
        List<Long> gaps = pollTimes.values().stream()
                .map(TaskTrackerTest::maxGap)
                .sorted()
                .toList();
        assertThat(Duration.ofNanos(gaps.get(989))).isLessThanOrEqualTo(Duration.ofSeconds(25));
    }

    @Test
    void one_worker_makes_queued_polls_one_after_another() {
        AtomicInteger started = new AtomicInteger();
        Scheduler counting = new ForwardingScheduler(time) {
            @Override
            public void execute(Runnable work) {
                started.incrementAndGet();
                super.execute(work);
            }
        };
        TaskTracker tracker = new TaskTracker(counting, new EvenPolicy(Duration.ofSeconds(20)));
        RequestDispatcher narrow = SampleDispatchers.narrow(counting, 3);
        for (int i = 0; i < 100; i++) {
            TrackingFixture.fresh(tracker, narrow, running, SampleRequests.task("t" + i))
                    .join();
        }
        time.pass(Duration.ofSeconds(90));
        assertThat(polls).hasSize(400);
        assertThat(started).hasValueLessThanOrEqualTo(4 * 3);
    }

    private static long maxGap(List<Long> times) {
        long max = 0;
        for (int i = 1; i < times.size(); i++) {
            max = Math.max(max, times.get(i) - times.get(i - 1));
        }
        return max;
    }

    /** Returns the maximum number of calls in any span of that length. */
    private static int max(List<Long> calls, Duration span) {
        int max = 0;
        int from = 0;
        for (int to = 0; to < calls.size(); to++) {
            while (calls.get(to) - calls.get(from) >= span.toNanos()) {
                from++;
            }
            max = Math.max(max, to - from + 1);
        }
        return max;
    }
}
