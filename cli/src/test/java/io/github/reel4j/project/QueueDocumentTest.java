package io.github.reel4j.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.VideoClient;
import io.github.reel4j.cli.PostgresServer;
import io.github.reel4j.model.AnimateRequest;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.polling.PollPolicy;
import io.github.reel4j.project.ChildJvm.Outcome;
import io.github.reel4j.project.Markdown.Block;
import io.github.reel4j.queue.OrderQueue;
import io.github.reel4j.queue.OrderWorker;
import io.github.reel4j.queue.model.QueuedOrder;
import io.github.reel4j.queue.model.QueuedOrderState;
import io.github.reel4j.testkit.simulator.CallbackScript;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.apixo.ApixoSimulator;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** Runs the programs of docs/order-queue.md against a real PostgreSQL server and a simulated vendor. */
@Timeout(300)
class QueueDocumentTest {

    private static final String SECRET = "a secret of both programs";
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
                .containsExactly(MARK + "start", MARK + "checkout", MARK + "callbacks", MARK + "health");
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

    /** The worker polls so rarely that only the callback, through the documented web node, ends the order in time. */
    @Test
    void the_callback_node_passes_callbacks_to_a_worker() throws Exception {
        String database = PostgresServer.newDatabase();
        int port = freePort();
        Path log = folder.resolve("callback-node.log");
        try (Simulator apixo = ApixoSimulator.builder()
                .queued(Duration.ZERO)
                .running(Duration.ofMillis(20))
                .start()) {
            apixo.nextTask().withCallback(CallbackScript.once());
            Map<String, String> environment = new HashMap<>(SmallProgram.settings("apixo", apixo));
            environment.put("SHOP_DB_URL", database);
            environment.put("PORT", String.valueOf(port));
            environment.put("CALLBACK_URL", "http://127.0.0.1:" + port + "/hooks");
            environment.put("REEL4J_CALLBACK_SECRET", SECRET);
            PGSimpleDataSource dataSource = new PGSimpleDataSource();
            dataSource.setUrl(database);
            OrderQueue.createSchema(dataSource);
            Process node = program("callbacks", new Artifacts(workshop).withQueue("apixo"), environment)
                    .start(log, "CallbackNode");
            try {
                awaitPort(port, node, log);
                QueuedOrder order = orderWithRarePolls(dataSource, apixo, environment.get("CALLBACK_URL"));
                assertThat(order.state()).as(order + Files.readString(log)).isEqualTo(QueuedOrderState.READY);
                assertThat(apixo.ledger().submits()).hasSize(1);
            } finally {
                node.destroyForcibly().waitFor();
            }
        }
    }

    private QueuedOrder orderWithRarePolls(DataSource database, Simulator apixo, String callbackUrl) throws Exception {
        OrderKey key = OrderKey.of("invoice-4713");
        OrderQueue queue = OrderQueue.on(database);
        try (VideoClient client = VideoClient.builder()
                        .provider("apixo")
                        .apiKey("apixo", "key-of-apixo")
                        .property("apixo.base-url", apixo.baseUrl().toString())
                        .property("reel4j.callback-secret", SECRET)
                        .callbackUrl(URI.create(callbackUrl))
                        .build();
                OrderWorker worker = OrderWorker.builder(database, client)
                        .threads(2)
                        .pollPolicy(PollPolicy.fixed(Duration.ofHours(1)))
                        .spillFile(folder.resolve("results.journal"))
                        .start()) {
            queue.enqueue(
                    key,
                    AnimateRequest.builder()
                            .image("https://files.example/a.png")
                            .video("https://files.example/a.mp4")
                            .build());
            QueuedOrder order = queue.awaitResult(key, Duration.ofSeconds(90)).orElseThrow();
            assertThat(worker.name()).isNotEmpty();
            return order;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void awaitPort(int port, Process node, Path log) throws Exception {
        while (true) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return;
            } catch (IOException e) {
                assertThat(node.isAlive()).as(Files.readString(log)).isTrue();
                Thread.sleep(50);
            }
        }
    }

    /** The trigger rejects every change of a state that the diagram does not show. */
    @Test
    void the_diagram_shows_exactly_the_allowed_changes() throws IOException {
        String sql = Files.readString(Repository.ROOT.resolve(
                "order-queue/src/main/resources/META-INF/reel4j/postgresql/V1__order_queue.sql"));
        String document = Files.readString(Repository.ROOT.resolve("docs/order-queue.md"));
        Set<String> shown = pairs(Pattern.compile("^ +([A-Z]+) --> ([A-Z]+):", Pattern.MULTILINE), document);
        assertThat(shown).hasSizeGreaterThan(15).isEqualTo(pairs(Pattern.compile("\\('([A-Z]+)', '([A-Z]+)'\\)"), sql));
    }

    private static Set<String> pairs(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1) + " to " + match.group(2))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Outcome run(String name, Artifacts artifacts, Map<String, String> environment) {
        return program(name, artifacts.withQueue("pixazo"), environment).run(Snippets.mainClassOf(block(name)));
    }

    /** Compiles a program of the document, and returns a JVM for it. */
    private ChildJvm program(String name, List<Path> libraries, Map<String, String> environment) {
        List<Path> classPath = new ArrayList<>(libraries);
        classPath.add(
                Compilation.into(workshop.resolve(name)).classPath(classPath).compile(Snippets.ofUser(block(name))));
        return new ChildJvm(folder).classPath(classPath).environment(environment);
    }

    private static Block block(String name) {
        return programs().stream()
                .filter(block -> block.mark().equals(MARK + name))
                .findFirst()
                .orElseThrow();
    }
}
