package io.github.reel4j.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.cli.OrderLedgers;
import io.github.reel4j.journal.OrderState;
import io.github.reel4j.journal.OrderSummary;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Kills a process at different times, and checks that the journal has every task that the vendor has accepted, or an
 * order with an unknown outcome, and that the next process orders nothing again.
 */
@Tag("long")
class KilledProcessTest {

    /** Set {@code -Dreel4j.kills=200} for more. */
    private static final int KILLS = Integer.getInteger("reel4j.kills", 12);

    private static final int MAX_RUN_MILLIS = 400;

    @TempDir
    private Path folder;

    private final Simulator pixazo = PixazoSimulator.builder()
            .queued(Duration.ZERO)
            .running(Duration.ofMillis(5))
            .start();

    private OrderLedgers ledgers() {
        return new OrderLedgers(journal(), pixazo);
    }

    @AfterEach
    void close() {
        pixazo.close();
    }

    static Stream<String> points() {
        return CrashingOrderProgram.points().stream();
    }

    private Path journal() {
        return folder.resolve("orders.journal");
    }

    private ProcessBuilder orders(String point, int first, int count) {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                CrashingOrderProgram.class.getName(),
                point,
                journal().toString(),
                folder.toString(),
                String.valueOf(first),
                String.valueOf(count));
        builder.environment().putAll(SmallProgram.settings("pixazo", pixazo));
        return builder.directory(folder.toFile())
                .redirectError(folder.resolve("err").toFile());
    }

    private ChildJvm.Outcome reel(String... arguments) {
        return new ChildJvm(folder)
                .options("-cp", System.getProperty("java.class.path"), "io.github.reel4j.cli.Reel")
                .environment(SmallProgram.settings("pixazo", pixazo))
                .environment(Map.of("REEL4J_JOURNAL", journal().toString()))
                .run(arguments);
    }

    /** Checks that {@code reel resume --all} downloads every accepted video and orders nothing. */
    private void assertResumes() {
        int before = pixazo.ledger().submits().size();
        int unknown = ledgers().in(OrderState.UNKNOWN).size();
        ChildJvm.Outcome resumed = reel("resume", "--all", "-o", folder.toString());
        assertThat(resumed.exit()).as(resumed.everything()).isZero();
        assertThat(ledgers().in(OrderState.RUNNING, OrderState.READY)).isEmpty();
        assertThat(ledgers().in(OrderState.UNKNOWN)).hasSize(unknown);
        assertThat(ledgers().in(OrderState.DOWNLOADED))
                .allSatisfy(
                        order -> assertThat(Path.of(order.file().orElseThrow())).exists());
        assertThat(pixazo.ledger().submits()).hasSize(before);
    }

    @ParameterizedTest
    @MethodSource("points")
    @Tag("fault-82")
    void a_crash_at_any_step_of_an_order_loses_nothing(String point) throws Exception {
        Process process = orders(point, 1, 1)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("err")))
                .isEqualTo(CrashingOrderProgram.HALTED);

        List<OrderState> states =
                ledgers().read().orders().stream().map(OrderSummary::state).toList();
        assertThat(states)
                .isEqualTo(
                        switch (point) {
                            case "before Created" -> List.of();
                            case "after Created", "before Submitted" -> List.of(OrderState.UNKNOWN);
                            case "after Submitted", "polling", "before Completed" -> List.of(OrderState.RUNNING);
                            case "after Downloaded" -> List.of(OrderState.DOWNLOADED);
                            default -> List.of(OrderState.READY);
                        });
        assertThat(ledgers().prompts())
                .hasSize(Set.of("before Created", "after Created").contains(point) ? 0 : 1);
        ledgers().assertNothingLostNorRepeated(1);
        assertResumes();
    }

    @Test
    @Tag("fault-82")
    void a_kill_before_the_response_leaves_the_order_unknown() throws Exception {
        pixazo.nextSubmit(Fault.silence());
        Process process = orders("never", 1, 1)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        assertThat(pixazo.ledger().awaitRequests(1, Duration.ofMinutes(2))).isTrue();
        process.destroyForcibly().waitFor();

        assertThat(ledgers().prompts()).hasSizeLessThanOrEqualTo(1);
        assertThat(ledgers().in(OrderState.UNKNOWN)).hasSize(1);
        ledgers().assertNothingLostNorRepeated(1);
        ChildJvm.Outcome tasks = reel("tasks");
        assertThat(tasks.out()).contains("unknown", "check pixazo's console", "before ordering again");
        assertResumes();
    }

    @Test
    @Tag("fault-82")
    void a_kill_during_a_download_is_resumed_later() throws Exception {
        pixazo.nextDownload(Fault.stall());
        Process process = orders("never", 1, 1)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        while (pixazo.ledger().downloads().isEmpty()) {
            assertThat(process.waitFor(5, TimeUnit.MILLISECONDS)).isFalse();
        }
        process.destroyForcibly().waitFor();

        assertThat(ledgers().in(OrderState.READY)).hasSize(1);
        ledgers().assertNothingLostNorRepeated(1);
        assertResumes();
        assertThat(ledgers().in(OrderState.DOWNLOADED)).hasSize(1);
    }

    @Test
    @Tag("fault-82")
    void kill_9_at_random_loses_no_task_and_resends_nothing() throws Exception {
        Random random = new Random(20_261_120);
        Set<String> reported = new TreeSet<>();
        for (int kill = 0; kill < KILLS; kill++) {
            Path out = folder.resolve("out-" + kill);
            Process process = orders("never", kill * 100_000, 90_000)
                    .redirectOutput(out.toFile())
                    .start();
            int before = pixazo.ledger().requests().size();
            assertThat(pixazo.ledger().awaitRequests(before + 1, Duration.ofMinutes(2)))
                    .as(() -> err())
                    .isTrue();
            assertThat(process.waitFor(random.nextInt(MAX_RUN_MILLIS), TimeUnit.MILLISECONDS))
                    .isFalse();
            process.destroyForcibly().waitFor();
            lines(out).forEach(line -> reported.add(TaskRef.parse(line).id()));
            assertThat(ledgers().journaledTasks()).as("after kill %d", kill).containsAll(reported);
            ledgers().assertNothingLostNorRepeated(kill + 1);
        }
        assertResumes();
        System.out.println(KILLS + " kills: " + ledgers().prompts().size() + " orders at the vendor, "
                + ledgers().journaledTasks().size() + " tasks in the journal, "
                + ledgers().in(OrderState.UNKNOWN).size()
                + " with an unknown outcome, 0 lost, 0 ordered twice");
    }

    private String err() {
        try {
            return Files.readString(folder.resolve("err"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Returns the complete lines; the kill may have cut the last one. */
    private static List<String> lines(Path out) throws IOException {
        String text = Files.readString(out);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }
}
