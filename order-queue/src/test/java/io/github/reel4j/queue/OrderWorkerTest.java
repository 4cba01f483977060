package io.github.reel4j.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoException;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.model.TextToVideoRequest;
import io.github.reel4j.polling.PollPolicy;
import io.github.reel4j.provider.pixazo.PixazoProviderFactory;
import io.github.reel4j.queue.model.QueuedOrder;
import io.github.reel4j.queue.model.QueuedOrderState;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker against a real PostgreSQL server and a simulated vendor. */
class OrderWorkerTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final Simulator pixazo = PixazoSimulator.builder()
            .queued(Duration.ZERO)
            .running(Duration.ofMillis(50))
            .start();
    private HikariDataSource database;
    private OrderQueue queue;
    private VideoClient client;

    @BeforeEach
    void createQueue() throws Exception {
        database = PostgresServer.pool(PostgresServer.newDatabase(), 24);
        OrderQueue.createSchema(database);
        queue = OrderQueue.on(database);
        client = VideoClient.builder()
                .providers(pixazo.observed(new PixazoProviderFactory()))
                .apiKey("pixazo", "test-key")
                .property("pixazo.base-url", pixazo.baseUrl().toString())
                .property("pixazo.requests-per-minute", "6000")
                .build();
    }

    @AfterEach
    void close() {
        client.close();
        database.close();
        pixazo.close();
    }

    private OrderWorker.Builder worker() {
        return OrderWorker.builder(database, client)
                .threads(4)
                .pollingInterval(Duration.ofMillis(50))
                .pollPolicy(PollPolicy.fixed(Duration.ofMillis(200)))
                .spillFile(folder.resolve("spill.journal"));
    }

    private static GenerationRequest request(String prompt) {
        return TextToVideoRequest.builder().prompt(prompt).build();
    }

    @Test
    void an_order_is_submitted_polled_and_delivered() throws Exception {
        List<Path> delivered = new CopyOnWriteArrayList<>();
        OrderKey key = OrderKey.of("invoice-4711");
        assertThat(queue.enqueue(key, request("a kitten")).state()).isEqualTo(QueuedOrderState.QUEUED);
        try (OrderWorker worker = worker().onReady(
                        (order, video) -> delivered.add(video.download(folder.resolve(order.key() + ".mp4"))))
                .start()) {
            QueuedOrder order = queue.awaitResult(key, LIMIT).orElseThrow();
            assertThat(order.state()).as(order.toString()).isEqualTo(QueuedOrderState.READY);
            while (queue.find(key).orElseThrow().delivery().deliveredAt().isEmpty()) {
                Thread.sleep(20);
            }
            assertThat(worker.name()).isNotEmpty();
        }
        assertThat(delivered).hasSize(1);
        assertThat(Files.size(delivered.get(0))).isPositive();
        assertThat(pixazo.ledger().orders()).hasSize(1);
    }

    @Test
    void the_same_key_again_is_the_same_order() {
        OrderKey key = OrderKey.of("k");
        QueuedOrder first = queue.enqueue(key, request("a kitten"));
        assertThat(queue.enqueue(key, request("a kitten")).id()).isEqualTo(first.id());
        assertThatThrownBy(() -> queue.enqueue(key, request("a dog")))
                .isInstanceOfSatisfying(
                        VideoException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.ORDER_KEY_CONFLICT));
    }

    @Test
    @Tag("fault-241")
    void a_rolled_back_order_does_not_exist() throws Exception {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            queue.enqueueAll(connection, Map.of(OrderKey.of("k"), request("a kitten")));
            connection.rollback();
        }
        try (OrderWorker worker = worker().start()) {
            assertThat(queue.find(OrderKey.of("k"))).isEmpty();
            OrderKey next = OrderKey.of("next");
            queue.enqueue(next, request("a dog"));
            assertThat(queue.awaitResult(next, LIMIT).orElseThrow().state()).isEqualTo(QueuedOrderState.READY);
            assertThat(worker.name()).isNotEmpty();
        }
        assertThat(pixazo.ledger().submits()).hasSize(1);
    }
}
