package io.github.reel4j.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.github.reel4j.benchmarks.caller.Caller;
import io.github.reel4j.benchmarks.caller.Callers;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Measures one library in a JVM of its own and prints its {@link Figures}: {@code NAME ORIGIN SECONDS}. */
final class Measurement {

    /** Enough for the compiler, on a machine however busy. */
    private static final int WARM_CALLS = 30_000;

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    private final Caller caller;
    private final long phase;

    private Measurement(Caller caller, long phase) {
        this.caller = caller;
        this.phase = phase;
    }

    public static void main(String[] arguments) {
        try {
            Caller caller = Callers.of(arguments[0], arguments[1]);
            Measurement measurement = new Measurement(
                    caller, TimeUnit.MILLISECONDS.toNanos((long) (Double.parseDouble(arguments[2]) * 1000)));
            System.out.println(measurement.take().print());
        } catch (Exception e) {
            System.err.println(arguments[0] + ": " + e);
            System.exit(1);
        }
        // Some of the libraries leave threads behind.
        System.exit(0);
    }

    private Figures take() throws Exception {
        long[] times = new long[4_000_000];
        int warm = run(times);
        while (warm < WARM_CALLS) {
            warm += run(times);
        }
        long bytes = allocated();
        long cpu = SYSTEM.getProcessCpuTime();
        int calls = run(times);
        double cpuOfOne = (SYSTEM.getProcessCpuTime() - cpu) / 1e3 / calls;
        double bytesOfOne = (double) (allocated() - bytes) / calls;
        Arrays.sort(times, 0, calls);
        crowd();
        cpu = SYSTEM.getProcessCpuTime();
        long begin = System.nanoTime();
        long many = crowd();
        double seconds = (System.nanoTime() - begin) / 1e9;
        return new Figures(
                times[calls / 2] / 1e3,
                times[calls / 100 * 99] / 1e3,
                cpuOfOne,
                bytesOfOne,
                many / seconds,
                (SYSTEM.getProcessCpuTime() - cpu) / 1e3 / many);
    }

    private int run(long[] times) throws Exception {
        long begin = System.nanoTime();
        long before = begin;
        int calls = 0;
        while (before - begin < phase && calls < times.length) {
            caller.poll();
            long after = System.nanoTime();
            times[calls++] = after - before;
            before = after;
        }
        return calls;
    }

    private long crowd() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(Caller.CONNECTIONS);
        long begin = System.nanoTime();
        List<Future<Long>> counts = new ArrayList<>();
        for (int i = 0; i < Caller.CONNECTIONS; i++) {
            counts.add(pool.submit(() -> {
                long calls = 0;
                while (System.nanoTime() - begin < phase) {
                    caller.poll();
                    calls++;
                }
                return calls;
            }));
        }
        long sum = 0;
        for (Future<Long> count : counts) {
            sum += count.get();
        }
        pool.shutdown();
        return sum;
    }

    /** By all threads that live: some libraries work on threads of their own. */
    private static long allocated() {
        return Arrays.stream(THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds()))
                .filter(bytes -> bytes > 0)
                .sum();
    }
}
