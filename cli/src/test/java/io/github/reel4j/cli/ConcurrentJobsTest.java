package io.github.reel4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.cli.ConcurrentJobs.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ConcurrentJobsTest {

    private final BlockingQueue<String> results = new LinkedBlockingQueue<>();
    private final CountDownLatch release = new CountDownLatch(1);

    private Job job(String host, int since, Runnable work) {
        return new Job(host, Instant.ofEpochSecond(since), work, () -> results.add("timed out"));
    }

    private void block() {
        try {
            release.await();
        } catch (InterruptedException e) {
            results.add("interrupted");
        }
    }

    @Test
    @Tag("fault-164")
    void a_silent_host_does_not_block_other_hosts() throws InterruptedException {
        try (ConcurrentJobs jobs = new ConcurrentJobs(Duration.ofMinutes(1))) {
            IntStream.range(0, 1_000).forEach(i -> jobs.add(job("silent", i, this::block)));
            jobs.add(job("other", 5_000, () -> results.add("done")));
            assertThat(results.take()).isEqualTo("done");
        }
    }

    @Test
    void limits_the_running_jobs_per_host() throws InterruptedException {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger max = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(200);
        try (ConcurrentJobs jobs = new ConcurrentJobs(Duration.ofMinutes(1))) {
            IntStream.range(0, 200)
                    .forEach(i -> jobs.add(job("host", i, () -> {
                        max.accumulateAndGet(running.incrementAndGet(), Math::max);
                        Thread.onSpinWait();
                        running.decrementAndGet();
                        all.countDown();
                    })));
            all.await();
        }
        assertThat(max).hasValueLessThanOrEqualTo(ConcurrentJobs.MAX_RUNNING_PER_HOST);
    }

    @Test
    void runs_the_oldest_waiting_job_first() throws InterruptedException {
        List<Integer> order = new CopyOnWriteArrayList<>();
        CountDownLatch all = new CountDownLatch(3);
        try (ConcurrentJobs jobs = new ConcurrentJobs(Duration.ofMinutes(1))) {
            for (int i = 0; i < ConcurrentJobs.MAX_RUNNING_PER_HOST - 1; i++) {
                jobs.add(job("host", 0, this::block));
            }
            CountDownLatch last = new CountDownLatch(1);
            jobs.add(job("host", 0, () -> await(last)));
            for (int since : new int[] {3, 1, 2}) {
                jobs.add(job("host", since, () -> {
                    order.add(since);
                    all.countDown();
                }));
            }
            last.countDown();
            all.await();
        }
        assertThat(order).containsExactly(1, 2, 3);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @Tag("fault-164")
    void a_job_that_times_out_is_reported_and_makes_room() throws InterruptedException {
        try (ConcurrentJobs jobs = new ConcurrentJobs(Duration.ofMillis(20))) {
            for (int i = 0; i < ConcurrentJobs.MAX_RUNNING_PER_HOST; i++) {
                jobs.add(job("host", i, this::block));
            }
            jobs.add(job("host", 99, () -> results.add("done")));
            assertThat(results.take()).isEqualTo("timed out");
            String next = results.take();
            while (!next.equals("done")) {
                next = results.take();
            }
        }
    }
}
