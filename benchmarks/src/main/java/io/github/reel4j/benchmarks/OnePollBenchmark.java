package io.github.reel4j.benchmarks;

import io.github.reel4j.benchmarks.caller.Caller;
import io.github.reel4j.benchmarks.caller.Callers;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * JMH benchmark of one poll by one caller. Run it with {@code -Dorigin=} the URL of a {@link BenchmarkServer}, and with
 * {@code -prof gc} to measure bytes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(2)
public class OnePollBenchmark {

    @Param({"reel4j", "dashscope-sdk", "openai-java", "google-genai", "sample-code", "feign-httpclient5", "raw-socket"})
    String client = "";

    private Caller caller = () -> {};

    @Setup
    public void connect() {
        caller = Callers.of(client, System.getProperty("origin", ""));
    }

    @Benchmark
    public void poll() throws Exception {
        caller.poll();
    }
}
