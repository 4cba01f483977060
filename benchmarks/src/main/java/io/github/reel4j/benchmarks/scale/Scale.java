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
 * Measures one library with many tasks in this JVM and prints its {@link ScaleFigures}. Arguments:
 * {@code NAME ORIGIN TASKS SECONDS}. The waits start evenly over one polling interval, at which 2,000 polls per second
 * are due.
 */
final class Scale {

    private static final int POLLS_PER_SECOND = 2_000;
    private static final double UNKNOWN = Double.NaN;

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
        tasks.warmUp();
        double heapBefore = heap();
        double residentBefore = resident();
        tasks.prepare(count);
        double heapWithReferences = heap();
        startWaits(tasks, count, interval);
        pause(interval.compareTo(Duration.ofSeconds(5)) > 0 ? interval : Duration.ofSeconds(5));

        tasks.punctuality().ifPresent(Punctuality::reset);
        long start = System.nanoTime();
        long cpu = SYSTEM.getProcessCpuTime();
        pause(window);
        double cpuSpent = SYSTEM.getProcessCpuTime() - cpu;
        double seconds = (System.nanoTime() - start) / 1e9;
        Optional<Punctuality> punctuality = tasks.punctuality();
        double calls = punctuality.map(Punctuality::calls).orElse(UNKNOWN);
        double peakCalls = punctuality.map(Punctuality::peakCalls).orElse(UNKNOWN);
        double lateness = punctuality.map(Punctuality::latenessP99).orElse(UNKNOWN) / 1e6;
        int threads = THREADS.getPeakThreadCount() - threadsBefore;
        double residentAfter = resident();
        double heapAfter;
        try {
            heapAfter = heap();
        } finally {
            Reference.reachabilityFence(tasks);
        }
        return new ScaleFigures(
                threads,
                peakCalls,
                (heapAfter - heapWithReferences) / count,
                (heapAfter - heapBefore) / count,
                (residentAfter - residentBefore) / count,
                lateness,
                cpuSpent / 1e9 / seconds,
                calls / seconds);
    }

    private static void startWaits(ManyTasks tasks, int count, Duration interval) {
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

    /** Returns the live heap in bytes: the least of 4 values, because calls in progress hold buffers. */
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
