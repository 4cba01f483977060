package io.github.reel4j.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.cli.OrderLedgers;
import io.github.reel4j.journal.OrderState;
import io.github.reel4j.journal.OrderSummary;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes whose threads order the same keys, some of which are killed: the vendor gets each key at most once, and
 * each key that it did not get is of unknown outcome. Short by default; set {@code -Dreel4j.keys=1000} for the full
 * proof.
 */
@Tag("long")
class KeyedOrderProcessesTest {

    private static final int KEYS = Integer.getInteger("reel4j.keys", 40);
    private static final int PROCESSES = 4;
    private static final int THREADS = 16;
    private static final int KILLS = Integer.getInteger("reel4j.kills", 2);

    @TempDir
    private Path folder;

    private final Random random = new Random(20_261_130);
    private final Simulator pixazo = PixazoSimulator.builder()
            .queued(Duration.ZERO)
            .running(Duration.ofMillis(5))
            .start();
    private final List<Path> outputs = new ArrayList<>();

    @AfterEach
    void close() {
        pixazo.close();
    }

    private Process start() throws IOException {
        Path output = folder.resolve("out-" + outputs.size());
        outputs.add(output);
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KeyedOrderProgram.class.getName(),
                folder.resolve("orders.journal").toString(),
                String.valueOf(KEYS),
                String.valueOf(THREADS),
                String.valueOf(random.nextInt()));
        builder.environment().putAll(SmallProgram.settings("pixazo", pixazo));
        return builder.directory(folder.toFile())
                .redirectOutput(output.toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
    }

    @Test
    @Tag("fault-200")
    @Tag("fault-203")
    void processes_with_the_same_keys_order_each_key_once() throws Exception {
        List<Process> running = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            running.add(start());
        }
        for (int kill = 0; kill < KILLS; kill++) {
            int submits = KEYS * (kill + 1) / (KILLS + 2) + random.nextInt(3);
            while (pixazo.ledger().submits().size() < submits
                    && running.stream().allMatch(Process::isAlive)) {
                var unused = running.get(0).waitFor(5, TimeUnit.MILLISECONDS);
            }
            running.remove(random.nextInt(PROCESSES)).destroyForcibly().waitFor();
            running.add(start());
        }
        for (Process process : running) {
            assertThat(process.waitFor(30, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue())
                    .as(Files.readString(folder.resolve("err")))
                    .isZero();
        }
        assertEachKeyOrderedOnce();
    }

    private void assertEachKeyOrderedOnce() throws IOException {
        OrderLedgers ledgers = new OrderLedgers(folder.resolve("orders.journal"), pixazo);
        ledgers.assertNothingLostNorRepeated(KILLS * THREADS);
        Map<String, OrderSummary> byKey = new HashMap<>();
        ledgers.read().orders().stream()
                .filter(order -> order.state() != OrderState.REJECTED)
                .forEach(order -> assertThat(byKey.put(key(order), order))
                        .as("1 order of each key")
                        .isNull());
        assertThat(byKey).as("no key is lost").hasSize(KEYS);
        Set<String> prompts = new HashSet<>(ledgers.prompts());
        byKey.forEach((key, order) -> {
            boolean isOrdered = prompts.contains(key.replace("key-", "order "));
            assertThat(isOrdered || order.state() == OrderState.UNKNOWN).as(key).isTrue();
        });
        int reported = assertReportsMatch(byKey);
        System.out.println(PROCESSES + " processes of " + THREADS + " threads, " + KEYS + " keys, " + KILLS + " kills: "
                + ledgers.prompts().size() + " orders at the vendor, "
                + ledgers.in(OrderState.UNKNOWN).size() + " with an unknown outcome, 0 ordered twice; " + reported
                + " results reported, all of the task of their key or unknown");
    }

    private static String key(OrderSummary order) {
        return order.key().map(OrderKey::value).orElseThrow();
    }

    /** Checks each result that a thread has got, and returns their number. */
    private int assertReportsMatch(Map<String, OrderSummary> byKey) throws IOException {
        int reported = 0;
        for (Path output : outputs) {
            String text = Files.readString(output);
            for (String line :
                    text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
                int space = line.indexOf(' ');
                OrderSummary order = Objects.requireNonNull(byKey.get("key-" + line.substring(0, space)), line);
                Optional<TaskRef> task = order.task();
                assertThat(line.substring(space + 1))
                        .as(line)
                        .isIn(task.map(TaskRef::id).orElse(""), "SUBMISSION_UNKNOWN");
                reported++;
            }
        }
        return reported;
    }
}
