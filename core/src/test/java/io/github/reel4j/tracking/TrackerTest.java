package io.github.reel4j.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.ForwardingTimeline;
import io.github.reel4j.Samples;
import io.github.reel4j.VirtualTimeline;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.pacing.Lane;
import io.github.reel4j.pacing.SampleLanes;
import io.github.reel4j.polling.EvenPolicy;
import io.github.reel4j.polling.PendingTask;
import io.github.reel4j.polling.PollPolicy;
import io.github.reel4j.port.StatusTracker;
import io.github.reel4j.port.Timeline;
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

class TrackerTest {

    private static final Either<VideoFailure, TaskStatus> RUNNING =
            Either.right(new TaskStatus.Running(Optional.empty()));
    private static final Either<VideoFailure, TaskStatus> DONE =
            Either.right(new TaskStatus.Succeeded(Samples.video()));

    private final VirtualTimeline time = new VirtualTimeline();
    private final Lane lane = SampleLanes.unlimited(time);
    /** Who was polled when, in seconds. */
    private final List<String> polls = new ArrayList<>();

    private final StatusTracker running = task -> {
        polls.add(task.id() + " " + time.elapsed().toMillis() / 1000.0);
        return RUNNING;
    };

    private Tracker tracker() {
        return new Tracker(time, PollPolicy.backoff());
    }

    private Followed fresh(Tracker tracker, StatusTracker port, String id) {
        return Followed.fresh(tracker, lane, port, Samples.task(id));
    }

    @Test
    void of_many_tasks_each_ends_by_itself_on_one_alarm() {
        Tracker tracker = tracker();
        List<Followed> tasks = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            long ends = 10L + i % 60;
            Followed task = fresh(tracker, each -> time.elapsed().toSeconds() < ends ? RUNNING : DONE, "t" + i);
            task.join();
            tasks.add(task);
        }
        assertThat(time.pending()).isEqualTo(1);
        time.passAll();
        assertThat(tasks).allMatch(task -> task.told.equals(List.of("video")));
        assertThat(time.pending()).isZero();
        assertThat(tracker.unfinished()).isEmpty();
    }

    @Test
    void what_is_waited_for_and_has_not_ended_is_handed_out_also_after_closing() {
        Tracker tracker = tracker();
        Followed waited = fresh(tracker, running, "waited");
        Followed twice = fresh(tracker, running, "twice");
        Followed done = fresh(tracker, task -> DONE, "done");
        fresh(tracker, running, "unwaited");
        waited.join();
        twice.join();
        twice.join();
        done.join();
        time.pass(Duration.ofSeconds(10));
        List<TaskRef> expected = List.of(Samples.task("waited"), Samples.task("twice"));
        assertThat(tracker.unfinished()).containsExactlyInAnyOrderElementsOf(expected);
        tracker.close();
        tracker.close();
        assertThat(tracker.unfinished()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(waited.told).containsExactly("closed");
        assertThat(twice.told).containsExactly("closed", "closed");
        assertThat(done.told).containsExactly("video");
        assertThat(time.pending()).isZero();
        waited.join();
        assertThat(waited.told).containsExactly("closed", "closed");
    }

    /** As when the calls of all orders come back before any of their tasks is followed. */
    @Test
    @Tag("fault-14")
    void every_task_is_polled_that_takes_a_slot_while_an_order_waits() {
        Lane limited = SampleLanes.limited(time, 6000, 2);
        for (int i = 0; i < 3; i++) {
            limited.queue(() -> {}, refusal -> {});
        }
        time.pass(Duration.ofSeconds(1));
        limited.over();
        limited.over();
        Tracker tracker = tracker();
        Followed.fresh(tracker, limited, running, Samples.task("one"));
        Followed.fresh(tracker, limited, running, Samples.task("other"));
        time.pass(Duration.ofMinutes(1));
        assertThat(polls).anyMatch(poll -> poll.startsWith("one ")).anyMatch(poll -> poll.startsWith("other "));
    }

    @Test
    @Tag("fault-14")
    void a_task_with_a_slot_rests_while_no_order_waits() {
        Lane limited = SampleLanes.limited(time, 6000, 1);
        limited.queue(limited::over, refusal -> {});
        time.pass(Duration.ofSeconds(1));
        Followed.fresh(tracker(), limited, running, Samples.task("one"));
        time.pass(Duration.ofMinutes(1));
        assertThat(polls).isEmpty();
    }

    @Test
    void a_wait_ends_at_its_deadline_and_the_others_go_on() {
        Followed task = fresh(tracker(), running, "t");
        task.join(Duration.ofSeconds(7));
        task.join(Duration.ofSeconds(70));
        time.pass(Duration.ofSeconds(8));
        assertThat(task.told).containsExactly("expired");
        time.pass(Duration.ofSeconds(62));
        assertThat(task.told).containsExactly("expired", "expired");
        assertThat(time.pending()).isZero();
        int asked = polls.size();
        time.pass(Duration.ofHours(1));
        assertThat(polls).hasSize(asked);
    }

    @Test
    @Tag("fault-66")
    void a_deadline_that_was_slept_through_leaves_one_more_look() {
        List<Runnable> alarms = new ArrayList<>();
        LateAlarms asleep = new LateAlarms(time, alarms);
        Followed task = Followed.fresh(asleep, each -> DONE);
        task.join(Duration.ofMinutes(10));
        time.pass(Duration.ofMinutes(25));
        wake(alarms);
        time.passAll();
        assertThat(task.told).containsExactly("video");
    }

    @Test
    void a_look_after_sleep_that_finds_it_running_ends_the_wait() {
        List<Runnable> alarms = new ArrayList<>();
        LateAlarms asleep = new LateAlarms(time, alarms);
        Followed task = Followed.fresh(asleep, running);
        task.join(Duration.ofMinutes(10));
        time.pass(Duration.ofMinutes(25));
        wake(alarms);
        time.passAll();
        assertThat(polls).hasSize(1);
        assertThat(task.told).containsExactly("expired");
    }

    private static void wake(List<Runnable> alarms) {
        List<Runnable> rung = List.copyOf(alarms);
        alarms.clear();
        rung.forEach(Runnable::run);
        List.copyOf(alarms).forEach(Runnable::run);
    }

    @Test
    void one_tasks_rate_limit_slows_all_tasks_of_the_vendor() {
        Tracker tracker = tracker();
        Followed limited = fresh(
                tracker,
                task -> Either.left(VideoFailure.builder()
                        .kind(FailureKind.RATE_LIMITED)
                        .message("m")
                        .retryAfter(Duration.ofSeconds(90))
                        .build()),
                "limited");
        Followed other = Followed.fresh(tracker, lane, running, Samples.task("other"));
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
    void an_hour_of_trouble_slows_to_a_poll_a_minute_and_ends_nothing() {
        Followed task = fresh(
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
        assertThat(task.told).containsExactly("video");
    }

    @Test
    void tasks_that_nobody_waits_for_are_looked_at_when_an_order_needs_their_place() {
        Lane narrow = SampleLanes.limited(time, 6000, 1);
        Tracker tracker = tracker();
        List<String> ordered = new ArrayList<>();
        narrow.queue(
                () -> {
                    Followed.fresh(
                            tracker, narrow, each -> time.elapsed().toSeconds() < 30 ? RUNNING : DONE, Samples.task());
                    narrow.over();
                },
                refusal -> {});
        time.pass(Duration.ofMinutes(5));
        narrow.queue(() -> ordered.add("second"), refusal -> {});
        time.pass(Duration.ofSeconds(1));
        assertThat(ordered).containsExactly("second");
    }

    @Test
    void the_end_of_a_task_that_held_no_place_frees_none() {
        Lane narrow = SampleLanes.limited(time, 6000, 1);
        Tracker tracker = tracker();
        List<String> ordered = new ArrayList<>();
        narrow.queue(
                () -> {
                    Followed.fresh(tracker, narrow, running, Samples.task("new"));
                    narrow.over();
                },
                refusal -> {});
        Followed old = Followed.resumed(tracker, narrow, each -> DONE);
        old.join();
        time.pass(Duration.ofMinutes(5));
        narrow.queue(() -> ordered.add("too many"), refusal -> {});
        time.pass(Duration.ofMinutes(5));
        assertThat(old.told).containsExactly("video");
        assertThat(ordered).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5})
    @Tag("fault-78")
    void a_listener_that_never_comes_back_does_not_keep_others_from_their_end(int polls) throws Exception {
        try (SystemTimeline real = new SystemTimeline()) {
            Tracker tracker = new Tracker(real, PollPolicy.fixed(Duration.ofMillis(1)));
            CountDownLatch never = new CountDownLatch(1);
            AtomicInteger asked = new AtomicInteger();
            Followed task = Followed.fresh(
                    tracker,
                    SampleLanes.unlimited(real),
                    each -> asked.incrementAndGet() < polls ? RUNNING : DONE,
                    Samples.task());
            task.tracking().observe(seen -> {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            CompletableFuture<String> end = new CompletableFuture<>();
            task.tracking()
                    .await(
                            new Waiter() {
                                @Override
                                public void ended(Either<VideoFailure, GeneratedVideo> how) {
                                    end.complete("ended");
                                }

                                @Override
                                public void expired() {
                                    end.complete("expired");
                                }

                                @Override
                                public void closed() {
                                    end.complete("closed");
                                }
                            },
                            Duration.ofMinutes(1));
            assertThat(end.get(20, TimeUnit.SECONDS)).isEqualTo("ended");
            never.countDown();
        }
    }

    @Test
    void a_policy_learns_from_videos_whose_time_is_known_and_from_nothing_else() {
        List<String> learned = new ArrayList<>();
        PollPolicy learner = new Every20Seconds() {
            @Override
            public void ended(PendingTask task, Duration after, Duration by) {
                learned.add(after.toSeconds() + " " + by.toSeconds());
            }
        };
        Tracker tracker = new Tracker(time, learner);
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
        Followed old = Followed.resumed(time, each -> DONE, learner);
        old.join();
        time.passAll();
        assertThat(old.told).containsExactly("video");
        assertThat(learned).hasSize(1);
    }

    @Test
    void a_policy_that_throws_costs_punctuality_and_not_the_task() {
        PollPolicy broken = new PollPolicy() {
            @Override
            public Duration nextPollAt(PendingTask task) {
                throw new IllegalStateException("x");
            }

            @Override
            public double worth(PendingTask task, Duration age) {
                throw new IllegalStateException("x");
            }

            @Override
            public void ended(PendingTask task, Duration after, Duration by) {
                throw new IllegalStateException("x");
            }
        };
        Tracker tracker = new Tracker(time, broken);
        Lane paced = SampleLanes.limited(time, 60, 1000);
        Followed one = Followed.fresh(
                tracker, paced, each -> time.elapsed().toSeconds() < 40 ? RUNNING : DONE, Samples.task("one"));
        Followed two = Followed.fresh(tracker, paced, each -> DONE, Samples.task("two"));
        Followed three = Followed.fresh(tracker, paced, each -> DONE, Samples.task("three"));
        one.join();
        two.join();
        three.join();
        time.passAll();
        assertThat(one.told).containsExactly("video");
        assertThat(two.told).containsExactly("video");
        assertThat(three.told).containsExactly("video");
    }

    @Test
    void the_vendors_guess_is_passed_on_as_an_age() {
        List<Optional<Duration>> guesses = new ArrayList<>();
        PollPolicy curious = new Every20Seconds() {
            @Override
            public Duration nextPollAt(PendingTask task) {
                guesses.add(task.vendorEstimate());
                return super.nextPollAt(task);
            }
        };
        Tracker tracker = new Tracker(time, curious);
        fresh(
                        tracker,
                        each -> time.elapsed().toSeconds() < 30
                                ? Either.right(new TaskStatus.Running(Optional.of(Duration.ofSeconds(25))))
                                : DONE,
                        "t")
                .join();
        time.passAll();
        assertThat(guesses).containsExactly(Optional.empty(), Optional.of(Duration.ofSeconds(45)));
    }

    @Test
    void where_polls_wait_for_each_other_the_policy_says_which_is_worth_most() {
        PollPolicy youngestFirst = new Every20Seconds() {
            @Override
            public double worth(PendingTask task, Duration age) {
                return -age.toSeconds();
            }
        };
        Tracker tracker = new Tracker(time, youngestFirst);
        Lane paced = SampleLanes.limited(time, 1, 1000);
        List<String> polled = new ArrayList<>();
        for (String name : List.of("first", "older", "younger")) {
            Followed.fresh(
                            tracker,
                            paced,
                            task -> {
                                polled.add(name);
                                return DONE;
                            },
                            Samples.task(name))
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
        public double worth(PendingTask task, Duration age) {
            return 0;
        }
    }

    @Test
    @Tag("fault-68")
    void a_thousand_tasks_due_at_one_instant_keep_to_the_limit_and_none_waits_much_longer_than_the_others() {
        int allowed = 6_000;
        Lane limited = SampleLanes.limited(time, allowed, 10_000);
        Tracker tracker = tracker();
        Map<String, List<Long>> asked = new HashMap<>();
        StatusTracker port = task -> {
            asked.computeIfAbsent(task.id(), id -> new ArrayList<>()).add(time.nanoTime());
            return RUNNING;
        };
        for (int i = 0; i < 1_000; i++) {
            Followed.fresh(tracker, limited, port, Samples.task("t" + i)).join();
        }
        time.pass(Duration.ofMinutes(5));
        assertThat(asked).hasSize(1_000);
        List<Long> calls =
                asked.values().stream().flatMap(List::stream).sorted().toList();
        assertThat(most(calls, Duration.ofMinutes(1))).isLessThanOrEqualTo(allowed);
        assertThat(most(calls, Duration.ofSeconds(1)))
                .as("in no second more than twice its share, though all began together")
                .isLessThanOrEqualTo(2 * allowed / 60);
        List<Long> longest =
                asked.values().stream().map(TrackerTest::longestGap).sorted().toList();
        assertThat(Duration.ofNanos(longest.get(989))).isLessThanOrEqualTo(Duration.ofSeconds(25));
    }

    @Test
    void a_worker_makes_the_polls_that_wait_for_its_call_s_place_one_after_another() {
        AtomicInteger begun = new AtomicInteger();
        Timeline counting = new ForwardingTimeline(time) {
            @Override
            public void execute(Runnable work) {
                begun.incrementAndGet();
                super.execute(work);
            }
        };
        Tracker tracker = new Tracker(counting, new EvenPolicy(Duration.ofSeconds(20)));
        Lane narrow = SampleLanes.narrow(counting, 3);
        for (int i = 0; i < 100; i++) {
            Followed.fresh(tracker, narrow, running, Samples.task("t" + i)).join();
        }
        time.pass(Duration.ofSeconds(90));
        assertThat(polls).hasSize(400);
        assertThat(begun).hasValueLessThanOrEqualTo(4 * 3);
    }

    private static long longestGap(List<Long> times) {
        long longest = 0;
        for (int i = 1; i < times.size(); i++) {
            longest = Math.max(longest, times.get(i) - times.get(i - 1));
        }
        return longest;
    }

    /** The most calls in any span of that length. */
    private static int most(List<Long> calls, Duration span) {
        int most = 0;
        int from = 0;
        for (int to = 0; to < calls.size(); to++) {
            while (calls.get(to) - calls.get(from) >= span.toNanos()) {
                from++;
            }
            most = Math.max(most, to - from + 1);
        }
        return most;
    }
}
