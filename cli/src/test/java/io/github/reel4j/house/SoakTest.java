package io.github.reel4j.house;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many orders at once for a while, one call in twenty disturbed, the program restarted at random, by request or by kill -9.
 * {@code -Dreel4j.soak=10000} for the long one.
 */
class SoakTest {

    private static final int ORDERS = Integer.getInteger("reel4j.soak", 60);
    /** Ten thousand orders in ten minutes; the few of a usual build are not to keep it waiting. */
    private static final int ORDERS_PER_SECOND = ORDERS > 1_000 ? 17 : 60;

    private static final int LIVES = ORDERS > 1_000 ? 8 : 2;
    private static final int CALLS_PER_FAULT = 20;
    /** At the heap, one a second; of fewer no trend can be told. */
    private static final int MIN_SAMPLES = 40;

    /** Half a minute each in a download, which has no limit of its own. */
    private static final List<Fault> SILENT =
            List.of(Fault.silence(), Fault.headersThenSilence(), Fault.drip(Duration.ofMillis(20)), Fault.stall());

    private static final List<Fault> LOUD = List.of(
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

    private final Random chance = new Random(20_261_120);
    private final Simulator pixazo = PixazoSimulator.builder()
            .queued(Duration.ofMillis(200))
            .running(Duration.ofMillis(800))
            .start();
    private final List<Means> started = new ArrayList<>();
    private final List<Means> ended = new ArrayList<>();
    private final List<Means> living = new ArrayList<>();
    private final Map<String, Integer> failures = new TreeMap<>();
    private int next;

    /** What a program takes. */
    private record Means(long heap, int threads, int files) {

        static Means of(String line) {
            String[] words = line.split(" ", -1);
            return new Means(Long.parseLong(words[1]), Integer.parseInt(words[2]), Integer.parseInt(words[3]));
        }
    }

    @AfterEach
    void close() {
        pixazo.close();
    }

    private void disturb(Consumer<Fault> call, int calls, List<Fault> faults) {
        for (int i = 0; i < calls; i++) {
            boolean fault = chance.nextInt(CALLS_PER_FAULT) == 0;
            call.accept(fault ? faults.get(chance.nextInt(faults.size())) : Fault.none());
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

    /** One life of the program, to its end or to that of its time; true if it was killed. */
    private boolean live(int orders, boolean kill) throws Exception {
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
        return kill;
    }

    private static void end(Process process, boolean kill) throws IOException {
        if (kill) {
            process.toHandle().destroyForcibly(); // leaves what it said to be read
        } else {
            try (OutputStream in = process.getOutputStream()) {
                in.write('\n');
            }
        }
    }

    private void onOutput(String line) {
        switch (line.split(" ", -1)[0]) {
            case "begins" -> started.add(Means.of(line));
            case "lives" -> living.add(Means.of(line));
            case "ends" -> ended.add(Means.of(line));
            case "orders" -> next = Math.max(next, Integer.parseInt(line.split(" ", -1)[1]) + 1);
            case "fails" -> failures.merge(line.split(" ", -1)[1], 1, Integer::sum);
            default -> throw new AssertionError(line);
        }
    }

    private long middle(int from, int to) {
        return living.subList(from, to).stream()
                .mapToLong(Means::heap)
                .sorted()
                .skip((to - from) / 2)
                .findFirst()
                .orElse(0);
    }

    @Test
    void many_disturbed_orders_of_a_program_that_is_restarted_lose_nothing_and_cost_nothing_twice() throws Exception {
        List<Fault> all = Stream.concat(SILENT.stream(), LOUD.stream()).toList();
        disturb(pixazo::nextSubmit, ORDERS, all);
        disturb(pixazo::nextPoll, 3 * ORDERS, all);
        disturb(pixazo::nextDownload, ORDERS, LOUD);
        for (int life = 0; life < LIVES; life++) {
            boolean killed = live(ORDERS / LIVES, life % 2 == 0);
            assertThat(ended).hasSize((life + 1) / 2);
            assertThat(killed).isEqualTo(life % 2 == 0);
        }
        live(0, false);

        OrderLedgers books = new OrderLedgers(folder.resolve("orders.journal"), pixazo);
        books.assertNothingLostNorRepeated(failures.getOrDefault("SUBMISSION_UNKNOWN", 0) + 64 * LIVES);
        assertThat(books.in(OrderState.DOWNLOADED))
                .as("what is known is delivered")
                .hasSize(books.known().size());
        assertThat(ended).allSatisfy(end -> {
            assertThat(end.threads()).isZero();
            assertThat(end.files()).isLessThanOrEqualTo(started.get(0).files() + 10);
        });
        if (living.size() >= MIN_SAMPLES) {
            assertThat(middle(living.size() * 3 / 4, living.size()))
                    .as("live heap in KiB, at last")
                    .isLessThan(middle(0, living.size() / 4) * 3 / 2 + 4_096);
        }
        System.out.println(ORDERS + " orders, " + pixazo.ledger().requests().size() + " requests, " + LIVES
                + " restarts: " + books.in(OrderState.DOWNLOADED).size() + " delivered, "
                + books.in(OrderState.UNKNOWN).size() + " unknown, "
                + books.in(OrderState.REJECTED).size() + " refused, 0 lost, 0 ordered twice; failures " + failures
                + "; at first " + started.get(0) + ", at most "
                + living.stream().mapToLong(Means::heap).max().orElse(0) + " KiB, in the end " + ended);
    }
}
