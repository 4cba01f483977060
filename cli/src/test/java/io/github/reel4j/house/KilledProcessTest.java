package io.github.reel4j.house;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whenever a process dies, every task that its vendor named to it is in the journal, except one whose answer was being written, which is
 * there as an order of unknown fate; and what comes after orders nothing again by itself.
 */
class KilledProcessTest {

    /** {@code -Dreel4j.kills=200} for more. */
    private static final int KILLS = Integer.getInteger("reel4j.kills", 12);

    private static final int MAX_LIFE_MILLIS = 400;

    @TempDir
    private Path folder;

    private final Simulator pixazo = PixazoSimulator.builder()
            .queued(Duration.ZERO)
            .running(Duration.ofMillis(5))
            .start();

    private OrderLedgers books() {
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

    /** What was accepted comes home, and the vendor is sent no order. */
    private void assertResumes() {
        int before = pixazo.ledger().submits().size();
        int unknown = books().in(OrderState.UNKNOWN).size();
        ChildJvm.Outcome resumed = reel("resume", "--all", "-o", folder.toString());
        assertThat(resumed.exit()).as(resumed.everything()).isZero();
        assertThat(books().in(OrderState.RUNNING, OrderState.READY)).isEmpty();
        assertThat(books().in(OrderState.UNKNOWN)).hasSize(unknown);
        assertThat(books().in(OrderState.DOWNLOADED))
                .allSatisfy(
                        order -> assertThat(Path.of(order.file().orElseThrow())).exists());
        assertThat(pixazo.ledger().submits()).hasSize(before);
    }

    @ParameterizedTest
    @MethodSource("points")
    void a_process_that_dies_at_a_point_of_an_order_s_life_loses_nothing(String point) throws Exception {
        Process process = orders(point, 1, 1)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("err")))
                .isEqualTo(CrashingOrderProgram.DIED);

        List<OrderState> states =
                books().read().orders().stream().map(OrderSummary::state).toList();
        assertThat(states)
                .isEqualTo(
                        switch (point) {
                            case "before Intended" -> List.of();
                            case "after Intended", "before Answered" -> List.of(OrderState.UNKNOWN);
                            case "after Answered", "polling", "before Ended" -> List.of(OrderState.RUNNING);
                            case "after Delivered" -> List.of(OrderState.DOWNLOADED);
                            default -> List.of(OrderState.READY);
                        });
        assertThat(books().prompts())
                .hasSize(Set.of("before Intended", "after Intended").contains(point) ? 0 : 1);
        books().assertNothingLostNorRepeated(1);
        assertResumes();
    }

    @Test
    void a_process_killed_while_the_vendor_has_the_order_and_does_not_answer_leaves_it_unknown() throws Exception {
        pixazo.nextSubmit(Fault.silence());
        Process process = orders("never", 1, 1)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        assertThat(pixazo.ledger().awaitRequests(1, Duration.ofMinutes(2))).isTrue();
        process.destroyForcibly().waitFor();

        assertThat(books().prompts()).hasSizeLessThanOrEqualTo(1);
        assertThat(books().in(OrderState.UNKNOWN)).hasSize(1);
        books().assertNothingLostNorRepeated(1);
        ChildJvm.Outcome tasks = reel("tasks");
        assertThat(tasks.out()).contains("unknown", "look at pixazo's console", "before ordering again");
        assertResumes();
    }

    @Test
    void a_process_killed_in_the_middle_of_a_download_has_it_fetched_later() throws Exception {
        pixazo.nextDownload(Fault.stall());
        Process process = orders("never", 1, 1)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        while (pixazo.ledger().downloads().isEmpty()) {
            assertThat(process.waitFor(5, TimeUnit.MILLISECONDS)).isFalse();
        }
        process.destroyForcibly().waitFor();

        assertThat(books().in(OrderState.READY)).hasSize(1);
        books().assertNothingLostNorRepeated(1);
        assertResumes();
        assertThat(books().in(OrderState.DOWNLOADED)).hasSize(1);
    }

    @Test
    void kill_9_at_any_moment_loses_no_task_and_orders_nothing_again() throws Exception {
        Random moments = new Random(20_261_120);
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
            assertThat(process.waitFor(moments.nextInt(MAX_LIFE_MILLIS), TimeUnit.MILLISECONDS))
                    .isFalse();
            process.destroyForcibly().waitFor();
            lines(out).forEach(line -> reported.add(TaskRef.parse(line).id()));
            assertThat(books().known()).as("after kill %d", kill).containsAll(reported);
            books().assertNothingLostNorRepeated(kill + 1);
        }
        assertResumes();
        System.out.println(KILLS + " kills: " + books().prompts().size() + " orders at the vendor, "
                + books().known().size() + " tasks in the journal, "
                + books().in(OrderState.UNKNOWN).size()
                + " of unknown fate, 0 lost, 0 ordered twice");
    }

    private String err() {
        try {
            return Files.readString(folder.resolve("err"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** The last line may be cut off; what is not told whole is not told. */
    private static List<String> lines(Path out) throws IOException {
        String text = Files.readString(out);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }
}
