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
 * Measures one library in this JVM and prints its {@link Figures}. Arguments: {@code NAME ORIGIN SECONDS [PID]}. While
 * there is 1 caller, this process shares a core with the server process {@code PID}.
 */
final class Measurement {

    /** The least number of calls before a measurement, so that the JIT compiler knows what to compile. */
    private static final int WARM_CALLS = 30_000;

    /** The compiler counts as idle if it is busy for less than 1/50 of a phase. */
    private static final int IDLE = 50;

    /** Consecutive idle phases; more than 1, because compile time is counted only when a compilation ends. */
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
            System.out.println(measurement.measure().format());
        } catch (Exception e) {
            System.err.println(arguments[0] + ": " + e);
            System.exit(1);
        }
        // Some libraries leave threads behind.
        System.exit(0);
    }

    private Figures measure() throws Exception {
        caller.poll(); // libraries that count processors on first use must see all of them
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
        var unused = runConcurrently(); // warm-up
        cpu = SYSTEM.getProcessCpuTime();
        long start = System.nanoTime();
        long many = runConcurrently();
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Figures(
                times[calls / 2] / 1e3,
                times[calls / 100 * 99] / 1e3,
                cpuOfOne,
                bytesOfOne,
                many / seconds,
                (SYSTEM.getProcessCpuTime() - cpu) / 1e3 / many);
    }

    /** Makes calls until the compiler is idle, because it shares the core with the calls. */
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
                    "the compiler is still busy after " + MAX_WARMUP.toSeconds() + " s; measuring nevertheless");
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

    /** Makes calls with 64 callers for one phase. Returns the number of calls. */
    private long runConcurrently() throws Exception {
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

    /** Returns the bytes that all live threads have allocated; some libraries use threads of their own. */
    private static long allocated() {
        return Arrays.stream(THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds()))
                .filter(bytes -> bytes > 0)
                .sum();
    }
}
