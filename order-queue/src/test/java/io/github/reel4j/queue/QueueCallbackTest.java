package io.github.reel4j.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.reel4j.CallbackResponse;
import io.github.reel4j.VideoClient;
import io.github.reel4j.model.AnimateRequest;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.polling.PollPolicy;
import io.github.reel4j.provider.apixo.ApixoProviderFactory;
import io.github.reel4j.queue.model.QueuedOrder;
import io.github.reel4j.queue.model.QueuedOrderState;
import io.github.reel4j.testkit.http.ServerResponse;
import io.github.reel4j.testkit.http.server.LoopbackServer;
import io.github.reel4j.testkit.simulator.CallbackScript;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.apixo.ApixoSimulator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A web server that executes no orders passes the vendor's callbacks to the queue. */
class QueueCallbackTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String SECRET = "a secret of both programs";

    /** So long that only a callback causes a poll. */
    private static final PollPolicy RARELY = PollPolicy.fixed(Duration.ofHours(1));

    @TempDir
    private Path folder;

    private final LoopbackServer web = LoopbackServer.bind(0);
    private final Simulator apixo = ApixoSimulator.builder()
            .queued(Duration.ZERO)
            .running(Duration.ofMillis(20))
            .start();
    private HikariDataSource database;
    private OrderQueue queue;
    private VideoClient webClient;
    private VideoClient workerClient;

    @BeforeEach
    void serve() throws Exception {
        database = PostgresServer.pool(PostgresServer.newDatabase(), 16);
        queue = OrderQueue.on(database);
        queue.createSchema();
        webClient = client();
        workerClient = client();
        web.serve((request, exchange) -> {
            byte[] body = request.body().getBytes(StandardCharsets.UTF_8);
            CallbackResponse response =
                    webClient.callbacks().receive(request.target(), request.headers(), body, queue::onCallback);
            exchange.send(ServerResponse.of(response.httpStatus(), "text/plain", ""));
        });
    }

    @AfterEach
    void close() {
        webClient.close();
        workerClient.close();
        database.close();
        apixo.close();
        web.close();
    }

    private VideoClient client() {
        return VideoClient.builder()
                .providers(apixo.observed(new ApixoProviderFactory()))
                .apiKey("apixo", "test-key")
                .property("apixo.base-url", apixo.baseUrl().toString())
                .property("reel4j.callback-secret", SECRET)
                .callbackUrl(web.origin().resolve("/hooks"))
                .build();
    }

    private QueuedOrder run(OrderKey key, QueuedOrderState state) throws InterruptedException {
        queue.enqueue(
                key,
                AnimateRequest.builder()
                        .image("https://files.example/a.png")
                        .video("https://files.example/a.mp4")
                        .build());
        try (OrderWorker worker = OrderWorker.builder(database, workerClient)
                .threads(2)
                .pollingInterval(Duration.ofMillis(50))
                .pollPolicy(RARELY)
                .spillFile(folder.resolve("spill.journal"))
                .start()) {
            assertThat(worker.name()).isNotEmpty();
            long start = System.nanoTime();
            QueuedOrder order = queue.find(key).orElseThrow();
            while (order.state() != state && System.nanoTime() - start < LIMIT.toNanos()) {
                Thread.sleep(50);
                order = queue.find(key).orElseThrow();
            }
            return order;
        }
    }

    @Test
    void a_callback_causes_a_poll_of_its_order_at_once() throws Exception {
        apixo.nextTask().withCallback(CallbackScript.once());
        QueuedOrder order = run(OrderKey.of("k"), QueuedOrderState.READY);
        assertThat(order.state()).as(order.toString()).isEqualTo(QueuedOrderState.READY);
        assertThat(apixo.ledger().submits()).hasSize(1);
    }

    @Test
    @Tag("fault-252")
    void a_callback_resolves_an_order_of_unknown_outcome() throws Exception {
        apixo.nextTask().withCallback(CallbackScript.late(Duration.ofSeconds(2)));
        apixo.nextSubmit(Fault.connectionReset());
        QueuedOrder order = run(OrderKey.of("k"), QueuedOrderState.READY);
        assertThat(order.state()).as(order.toString()).isEqualTo(QueuedOrderState.READY);
        assertThat(order.resolvedBy()).contains("a callback of the vendor");
        assertThat(apixo.ledger().submits()).hasSize(1);
    }

    @Test
    @Tag("fault-252")
    void a_callback_with_a_forged_url_is_not_accepted() {
        String forged = "/hooks/apixo/00000000-0000-0000-0000-000000000000/x";
        assertThat(webClient.callbacks().receive(forged, null, new byte[0], queue::onCallback))
                .isEqualTo(CallbackResponse.NOT_FOUND);
    }
}
