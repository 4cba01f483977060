package io.github.reel4j.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.github.reel4j.benchmarks.caller.Caller;
import io.github.reel4j.benchmarks.caller.Callers;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Measures one library in a JVM of its own and prints its {@link Figures}: {@code NAME ORIGIN SECONDS [PID]}. The server whose number is
 * given and this process share one core as long as there is one caller.
 */
final class Measurement {

    /** Enough for the compiler to know what it has to do. */
    private static final int WARM_CALLS = 30_000;

    /** It is done where it takes less than such a part of a phase. */
    private static final int IDLE = 50;

    /** More than one: what it works on counts only when it is finished. */
    private static final int IDLE_PHASES = 2;

    private static final Duration MAX_WARMUP = Duration.ofSeconds(30);

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final CompilationMXBean COMPILER = ManagementFactory.getCompilationMXBean();
    private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    private final Caller caller;
    private final long phase;
    private final Optional<ProcessHandle> server;
    private final CpuCores cores = CpuCores.ofThisProcess();

    private Measurement(Caller caller, long phase, Optional<ProcessHandle> server) {
        this.caller = caller;
        this.phase = phase;
        this.server = server;
    }

    public static void main(String[] arguments) {
        try {
            Caller caller = Callers.of(arguments[0], arguments[1]);
            Measurement measurement = new Measurement(
                    caller,
                    TimeUnit.MILLISECONDS.toNanos((long) (Double.parseDouble(arguments[2]) * 1000)),
                    Stream.of(arguments).skip(3).findFirst().map(Long::valueOf).flatMap(ProcessHandle::of));
            System.out.println(measurement.take().format());
        } catch (Exception e) {
            System.err.println(arguments[0] + ": " + e);
            System.exit(1);
        }
        // Some of the libraries leave threads behind.
        System.exit(0);
    }

    private Figures take() throws Exception {
        caller.poll(); // what counts processors at first use is to count all of them
        server.ifPresent(this::shareCore);
        long[] times = new long[4_000_000];
        warm(times);
        long bytes = allocated();
        long cpu = SYSTEM.getProcessCpuTime();
        int calls = run(times);
        double cpuOfOne = (SYSTEM.getProcessCpuTime() - cpu) / 1e3 / calls;
        double bytesOfOne = (double) (allocated() - bytes) / calls;
        Arrays.sort(times, 0, calls);
        server.ifPresent(this::useAll);
        crowd();
        cpu = SYSTEM.getProcessCpuTime();
        long start = System.nanoTime();
        long many = crowd();
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Figures(
                times[calls / 2] / 1e3,
                times[calls / 100 * 99] / 1e3,
                cpuOfOne,
                bytesOfOne,
                many / seconds,
                (SYSTEM.getProcessCpuTime() - cpu) / 1e3 / many);
    }

    /** Until the compiler is done, or nearly; it shares the core with the calls. */
    private void warm(long[] times) throws Exception {
        long end = System.nanoTime() + MAX_WARMUP.toNanos();
        int calls = 0;
        int idle = 0;
        while (System.nanoTime() < end && (calls < WARM_CALLS || idle < IDLE_PHASES)) {
            long before = COMPILER.getTotalCompilationTime();
            calls += run(times);
            long compiling = TimeUnit.MILLISECONDS.toNanos(COMPILER.getTotalCompilationTime() - before);
            idle = compiling > phase / IDLE ? 0 : idle + 1;
        }
        if (idle < IDLE_PHASES) {
            System.err.println(
                    "the compiler is still busy after " + MAX_WARMUP.toSeconds() + " s; measured all the same");
        }
    }

    private void shareCore(ProcessHandle other) {
        cores.pin(ProcessHandle.current());
        cores.pin(other);
    }

    private void useAll(ProcessHandle other) {
        cores.free(ProcessHandle.current());
        cores.free(other);
    }

    private int run(long[] times) throws Exception {
        long start = System.nanoTime();
        long before = start;
        int calls = 0;
        while (before - start < phase && calls < times.length) {
            caller.poll();
            long after = System.nanoTime();
            times[calls++] = after - before;
            before = after;
        }
        return calls;
    }

    private long crowd() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(Caller.CONNECTIONS);
        long start = System.nanoTime();
        List<Future<Long>> counts = new ArrayList<>();
        for (int i = 0; i < Caller.CONNECTIONS; i++) {
            counts.add(pool.submit(() -> {
                long calls = 0;
                while (System.nanoTime() - start < phase) {
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
