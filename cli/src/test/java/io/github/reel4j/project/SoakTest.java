package io.github.reel4j.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.cli.OrderLedgers;
import io.github.reel4j.journal.OrderState;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many concurrent orders with faults in 5 % of the calls, from a program that is restarted normally or with kill -9.
 * {@code -Dreel4j.soak=10000} runs the long test.
 */
@Tag("long")
class SoakTest {

    private static final int ORDERS = Integer.getInteger("reel4j.soak", 60);
    /** 10,000 orders in 10 minutes for the long test; faster for the few orders of a normal build. */
    private static final int ORDERS_PER_SECOND = ORDERS > 1_000 ? 17 : 60;

    private static final int RUNS = ORDERS > 1_000 ? 8 : 2;
    private static final int CALLS_PER_FAULT = 20;
    /** Heap samples, 1 per second, that are needed to see a trend. */
    private static final int MIN_SAMPLES = 40;

    /** Not used for downloads, where each would take 30 seconds. */
    private static final List<Fault> SLOW =
            List.of(Fault.silence(), Fault.headersThenSilence(), Fault.drip(Duration.ofMillis(20)), Fault.stall());

    private static final List<Fault> FAST = List.of(
            Fault.connectionReset(),
            Fault.connectionClosed(),
            Fault.emptyBody(),
            Fault.wrongLength(7),
            Fault.wrongLength(-7),
            Fault.cutBody(),
            Fault.html(),
            Fault.garbage(),
            Fault.gzip(),
            Fault.redirect(302, "https://elsewhere.example.com/"),
            Fault.http(408),
            Fault.http(429).retryAfter(Duration.ofSeconds(1)),
            Fault.http(500),
            Fault.http(502),
            Fault.http(503),
            Fault.http(504));

    @TempDir
    private Path folder;

    private final Random random = new Random(20_261_120);
    private final Simulator pixazo = PixazoSimulator.builder()
            .queued(Duration.ofMillis(200))
            .running(Duration.ofMillis(800))
            .start();
    private final List<Usage> started = new ArrayList<>();
    private final List<Usage> ended = new ArrayList<>();
    private final List<Usage> running = new ArrayList<>();
    private final Map<String, Integer> failures = new TreeMap<>();
    private int next;

    /** The resources that the program uses; heap in KiB. */
    private record Usage(long heap, int threads, int files) {

        static Usage of(String line) {
            String[] parts = line.split(" ", -1);
            return new Usage(Long.parseLong(parts[1]), Integer.parseInt(parts[2]), Integer.parseInt(parts[3]));
        }
    }

    @AfterEach
    void close() {
        pixazo.close();
    }

    private void disturb(Consumer<Fault> call, int calls, List<Fault> faults) {
        for (int i = 0; i < calls; i++) {
            boolean fault = random.nextInt(CALLS_PER_FAULT) == 0;
            call.accept(fault ? faults.get(random.nextInt(faults.size())) : Fault.none());
        }
    }

    private Process program(int orders) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                SoakProgram.class.getName(),
                folder.resolve("orders.journal").toString(),
                folder.toString(),
                String.valueOf(next),
                String.valueOf(orders),
                String.valueOf(ORDERS_PER_SECOND));
        builder.environment().putAll(SmallProgram.settings("pixazo", pixazo));
        builder.environment().putAll(Map.of("PIXAZO_SUBMIT_TIMEOUT", "2s", "PIXAZO_POLL_TIMEOUT", "2s"));
        return builder.redirectError(folder.resolve("err").toFile()).start();
    }

    /** Runs the program until it has sent {@code orders}, then kills it or lets it exit; 0 orders only resume. */
    private void runProgram(int orders, boolean kill) throws Exception {
        int last = next + orders;
        Process process = program(orders);
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                onOutput(line);
                if (next >= last && orders > 0) {
                    end(process, kill);
                    orders = 0;
                }
            }
        }
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }

    private static void end(Process process, boolean kill) throws IOException {
        if (kill) {
            process.toHandle().destroyForcibly(); // keeps the output readable, unlike Process.destroyForcibly
        } else {
            try (OutputStream in = process.getOutputStream()) {
                in.write('\n');
            }
        }
    }

    private void onOutput(String line) {
        switch (line.split(" ", -1)[0]) {
            case "begins" -> started.add(Usage.of(line));
            case "runs" -> running.add(Usage.of(line));
            case "ends" -> ended.add(Usage.of(line));
            case "orders" -> next = Math.max(next, Integer.parseInt(line.split(" ", -1)[1]) + 1);
            case "fails" -> failures.merge(line.split(" ", -1)[1], 1, Integer::sum);
            default -> throw new AssertionError(line);
        }
    }

    private long medianHeap(int from, int to) {
        return running.subList(from, to).stream()
                .mapToLong(Usage::heap)
                .sorted()
                .skip((to - from) / 2)
                .findFirst()
                .orElse(0);
    }

    @Test
    void faults_and_restarts_lose_no_order_and_repeat_none() throws Exception {
        List<Fault> all = Stream.concat(SLOW.stream(), FAST.stream()).toList();
        disturb(pixazo::nextSubmit, ORDERS, all);
        disturb(pixazo::nextPoll, 3 * ORDERS, all);
        disturb(pixazo::nextDownload, ORDERS, FAST);
        for (int run = 0; run < RUNS; run++) {
            runProgram(ORDERS / RUNS, run % 2 == 0);
            assertThat(ended).hasSize((run + 1) / 2);
        }
        runProgram(0, false);

        OrderLedgers ledgers = new OrderLedgers(folder.resolve("orders.journal"), pixazo);
        ledgers.assertNothingLostNorRepeated(failures.getOrDefault("SUBMISSION_UNKNOWN", 0) + 64 * RUNS);
        assertThat(ledgers.in(OrderState.DOWNLOADED))
                .as("all journaled tasks are downloaded")
                .hasSize(ledgers.journaledTasks().size());
        assertThat(ended).allSatisfy(end -> {
            assertThat(end.threads()).isZero();
            assertThat(end.files()).isLessThanOrEqualTo(started.get(0).files() + 10);
        });
        if (running.size() >= MIN_SAMPLES) {
            assertThat(medianHeap(running.size() * 3 / 4, running.size()))
                    .as("median live heap in KiB at the end")
                    .isLessThan(medianHeap(0, running.size() / 4) * 3 / 2 + 4_096);
        }
        System.out.println(ORDERS + " orders, " + pixazo.ledger().requests().size() + " requests, " + RUNS
                + " restarts: " + ledgers.in(OrderState.DOWNLOADED).size() + " downloaded, "
                + ledgers.in(OrderState.UNKNOWN).size() + " unknown, "
                + ledgers.in(OrderState.REJECTED).size() + " rejected, 0 lost, 0 ordered twice; failures " + failures
                + "; at the start " + started.get(0) + ", at most "
                + running.stream().mapToLong(Usage::heap).max().orElse(0) + " KiB, at the end " + ended);
    }
}
