package io.github.reel4j.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.cli.PostgresServer;
import io.github.reel4j.project.ChildJvm.Outcome;
import io.github.reel4j.project.Markdown.Block;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the programs of docs/order-queue.md against a real PostgreSQL server and a simulated vendor. */
@Timeout(300)
class QueueDocumentTest {

    private static final String MARK = "run with PostgreSQL: ";

    @TempDir
    private Path folder;

    @TempDir
    private Path workshop;

    private static List<Block> programs() {
        return Markdown.of("docs/order-queue.md").blocks("java");
    }

    @Test
    void every_java_block_is_a_program_that_is_run() {
        assertThat(programs())
                .extracting(Block::mark)
                .containsExactly(MARK + "start", MARK + "checkout", MARK + "health");
    }

    @Test
    void the_programs_order_and_deliver() throws Exception {
        String database = PostgresServer.newDatabase();
        try (Simulator simulator = PixazoSimulator.builder()
                        .queued(Duration.ZERO)
                        .running(Duration.ZERO)
                        .start();
                Connection connection = DriverManager.getConnection(database);
                Statement statement = connection.createStatement()) {
            statement.execute("create table invoice (invoice_key text primary key)");
            Artifacts artifacts = new Artifacts(workshop);
            Map<String, String> environment = new HashMap<>(SmallProgram.settings("pixazo", simulator));
            environment.put("SHOP_DB_URL", database);

            Outcome start = run("start", artifacts, environment);
            Outcome checkout = run("checkout", artifacts, environment);
            Outcome health = run("health", artifacts, environment);

            assertThat(start.exit()).as(start.everything()).isZero();
            assertThat(folder.resolve("invoice-4711.mp4"))
                    .content(StandardCharsets.ISO_8859_1)
                    .contains("ftyp");
            assertThat(simulator.ledger().orders()).hasSize(1);
            assertThat(checkout.exit()).as(checkout.everything()).isZero();
            assertThat(checkout.out()).startsWith("invoice-4712 QUEUED ");
            try (ResultSet rows = statement.executeQuery("select count(*) from invoice")) {
                assertThat(rows.next() ? rows.getInt(1) : 0).isEqualTo(1);
            }
            assertThat(health.exit()).as(health.everything()).isZero();
            assertThat(health.out()).contains("queued: 1", "ready: 1", "paused: {}");
        }
    }

    private Outcome run(String name, Artifacts artifacts, Map<String, String> environment) {
        Block program = programs().stream()
                .filter(block -> block.mark().equals(MARK + name))
                .findFirst()
                .orElseThrow();
        List<Path> classPath = new ArrayList<>(artifacts.withQueue("pixazo"));
        classPath.add(
                Compilation.into(workshop.resolve(name)).classPath(classPath).compile(Snippets.ofUser(program)));
        return new ChildJvm(folder)
                .classPath(classPath)
                .environment(environment)
                .run(Snippets.mainClassOf(program));
    }
}
