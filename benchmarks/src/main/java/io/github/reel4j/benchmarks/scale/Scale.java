package io.github.reel4j.benchmarks.scale;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures one library with many tasks, in a JVM of its own, and prints its {@link ScaleFigures}: {@code NAME ORIGIN TASKS SECONDS}.
 * The tasks are taken up evenly over the interval at which 2,000 polls a second are due.
 */
final class Scale {

    private static final int POLLS_PER_SECOND = 2_000;
    private static final double UNSEEN = Double.NaN;

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private Scale() {}

    public static void main(String[] arguments) throws Exception {
        int count = Integer.parseInt(arguments[2]);
        Duration window = Duration.ofMillis((long) (Double.parseDouble(arguments[3]) * 1000));
        System.out.println(measure(arguments[0], arguments[1], count, window).format());
        System.exit(0);
    }

    private static ScaleFigures measure(String name, String origin, int count, Duration window) throws IOException {
        Duration interval = Duration.ofNanos(TimeUnit.SECONDS.toNanos(count) / POLLS_PER_SECOND);
        int threadsBefore = THREADS.getThreadCount();
        ManyTasks tasks = name.equals("reel4j")
                ? new Reel4jTasks(origin, Math.max(count, 1_000), interval)
                : new DashScopeTasks(origin);
        tasks.warm();
        double heapOfNothing = heap();
        double residentOfNothing = resident();
        tasks.prepare(count);
        double heapOfRequests = heap();
        take(tasks, count, interval);
        pause(interval.compareTo(Duration.ofSeconds(5)) > 0 ? interval : Duration.ofSeconds(5));

        tasks.punctuality().ifPresent(Punctuality::reset);
        long start = System.nanoTime();
        long cpu = SYSTEM.getProcessCpuTime();
        pause(window);
        double cpuSpent = SYSTEM.getProcessCpuTime() - cpu;
        double seconds = (System.nanoTime() - start) / 1e9;
        Optional<Punctuality> punctuality = tasks.punctuality();
        double calls = punctuality.map(Punctuality::calls).orElse(UNSEEN);
        double peakCalls = punctuality.map(Punctuality::peakCalls).orElse(UNSEEN);
        double lateness = punctuality.map(Punctuality::latenessP99).orElse(UNSEEN) / 1e6;
        int threads = THREADS.getPeakThreadCount() - threadsBefore;
        double residentOfAll = resident();
        double heapOfAll;
        try {
            heapOfAll = heap();
        } finally {
            Reference.reachabilityFence(tasks);
        }
        return new ScaleFigures(
                threads,
                peakCalls,
                (heapOfAll - heapOfRequests) / count,
                (heapOfAll - heapOfNothing) / count,
                (residentOfAll - residentOfNothing) / count,
                lateness,
                cpuSpent / 1e9 / seconds,
                calls / seconds);
    }

    private static void take(ManyTasks tasks, int count, Duration interval) {
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long at = start + (long) ((double) interval.toNanos() * i / count);
            for (long left = at - System.nanoTime(); left > 0; left = at - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            tasks.await(i);
        }
    }

    static void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** What lives. The least of some looks: calls under way have their buffers. */
    private static double heap() {
        double min = Double.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            min = Math.min(min, (double)
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
            pause(Duration.ofMillis(100));
        }
        return min;
    }

    private static double resident() throws IOException {
        Path pages = Path.of("/proc/self/statm");
        return Files.exists(pages) ? Double.parseDouble(Files.readString(pages).split(" ", -1)[1]) * 4096 : Double.NaN;
    }
}
