package io.github.reel4j.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.queue.store.Database;
import io.github.reel4j.queue.store.RateLimitStore;
import io.github.reel4j.queue.store.RateLimitStore.Grant;
import io.github.reel4j.queue.store.RateLimitStore.Limits;
import io.github.reel4j.queue.store.TableNames;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The database grants permits to many workers at once within the limits, by its own clock. */
class PermitGrantTest {

    private static final Duration INTERVAL = Duration.ofMillis(10);
    private static final int BURST = 25;
    private static final int THREADS = 12;

    private static QueueFixture fixture;
    private static RateLimitStore store;

    @BeforeAll
    static void createQueue() {
        fixture = new QueueFixture();
        store = new RateLimitStore(new Database(fixture.database, TableNames.DEFAULT));
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    private static List<Instant> acquireConcurrently(String limitKey, Duration time) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Future<List<Instant>>> running = new ArrayList<>();
        try {
            for (int i = 0; i < THREADS; i++) {
                String worker = "worker-" + i % 3;
                Random random = new Random(i);
                running.add(threads.submit(() -> {
                    List<Instant> granted = new ArrayList<>();
                    long end = System.nanoTime() + time.toNanos();
                    while (System.nanoTime() < end) {
                        Grant grant = store.acquire(limitKey, worker, 1 + random.nextInt(10), random.nextInt(3), 0);
                        for (int call = 0; call < grant.calls() + grant.tasks(); call++) {
                            granted.add(grant.grantedAt());
                        }
                    }
                    return granted;
                }));
            }
            List<Instant> all = new ArrayList<>();
            for (Future<List<Instant>> each : running) {
                all.addAll(each.get());
            }
            all.sort(Comparator.naturalOrder());
            return all;
        } finally {
            threads.shutdownNow();
        }
    }

    /** Before version 17, PostgreSQL cannot subtract an infinite time. */
    @Test
    void a_new_limit_grants_its_first_permit() throws Exception {
        store.configure(new Limits("new", INTERVAL, 1, Optional.empty()));
        assertThat(store.acquire("new", "w", 1, 0, 0).calls()).isEqualTo(1);
        assertThat(store.acquire("new", "w", 0, 0, 0).calls()).isZero();
    }

    @Test
    @Tag("fault-245")
    void no_window_has_more_than_the_burst_and_the_rate() throws Exception {
        store.configure(new Limits("shared", INTERVAL, BURST, Optional.empty()));
        List<Instant> granted = acquireConcurrently("shared", Duration.ofSeconds(3));
        assertThat(granted).hasSizeGreaterThan(BURST);
        for (Duration window : List.of(Duration.ofMillis(1), Duration.ofMillis(100), Duration.ofSeconds(1))) {
            long max = BURST + (window.toNanos() - 1) / INTERVAL.toNanos();
            Deque<Instant> inWindow = new ArrayDeque<>();
            for (Instant time : granted) {
                inWindow.add(time);
                while (!inWindow.getFirst().plus(window).isAfter(time)) {
                    inWindow.removeFirst();
                }
                assertThat(inWindow.size()).as("%s", window).isLessThanOrEqualTo((int) max);
            }
        }
    }

    @Test
    @Tag("fault-246")
    void a_pause_stops_all_and_is_never_shortened() throws Exception {
        store.configure(new Limits("paused", INTERVAL, BURST, Optional.empty()));
        store.pause("paused", Duration.ofMinutes(5));
        store.pause("paused", Duration.ofSeconds(1));
        Grant grant = store.acquire("paused", "w", 5, 5, 0);
        assertThat(grant.calls() + grant.tasks()).isZero();
        assertThat(grant.retryAfter()).isGreaterThan(Duration.ofMinutes(4));
    }

    @Test
    @Tag("fault-245")
    void task_slots_are_shared_by_what_runs_and_what_is_reserved() throws Exception {
        store.configure(new Limits("tasks", Duration.ZERO, 1, Optional.of(5)));
        assertThat(store.acquire("tasks", "a", 0, 3, 0).tasks()).isEqualTo(3);
        assertThat(store.acquire("tasks", "b", 7, 3, 0)).satisfies(grant -> {
            assertThat(grant.calls()).isEqualTo(7);
            assertThat(grant.tasks()).isEqualTo(2);
        });
        assertThat(store.acquire("tasks", "a", 0, 3, 3).tasks()).isZero();
        fixture.place("running");
        fixture.executeUnchecked(
                "update reel_order set state = 'RUNNING', limit_key = 'tasks' where order_key =" + " 'running'");
        assertThat(store.acquire("tasks", "a", 0, 3, 0).freeTasks()).contains(2); // 5 - 1 runs - 2 reserved by b
    }
}
