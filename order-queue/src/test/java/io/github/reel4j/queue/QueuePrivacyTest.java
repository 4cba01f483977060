package io.github.reel4j.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.ImageToVideoRequest;
import io.github.reel4j.queue.model.QueuedOrderState;
import io.github.reel4j.testkit.simulator.Fault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prompts and media URLs are only in the stored request, and only until the vendor has accepted the order. */
class QueuePrivacyTest {

    private static final String CANARY = "canary";

    @TempDir
    private Path folder;

    private WorkerFixture fixture;

    @BeforeEach
    void createQueue() {
        fixture = new WorkerFixture(folder);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private void enqueue(String key) {
        fixture.enqueue(
                key,
                ImageToVideoRequest.builder()
                        .image("https://canary.example/" + CANARY + ".png?token=" + CANARY)
                        .prompt("a " + CANARY + " sings")
                        .build());
    }

    private List<String> rowsWithCanary() {
        List<String> rows = new ArrayList<>();
        for (String table : List.of(
                "reel_order",
                "reel_order_event",
                "reel_execution",
                "reel_delivery",
                "reel_rate_limit",
                "reel_worker")) {
            rows.addAll(fixture.tables.texts(
                    "select '" + table + " ' || t::text from " + table + " t where t::text like '%" + CANARY + "%'"));
        }
        return rows;
    }

    @Test
    @Tag("fault-254")
    void nothing_of_the_request_is_kept_after_the_order() throws Exception {
        fixture.start(fixture.worker(fixture.client()).onReady((order, video) -> {
            throw new IllegalStateException("the handler saw a " + CANARY);
        }));
        enqueue("ready");
        fixture.pixazo.nextTask().fails("E1", "the " + CANARY + " was refused");
        fixture.await("ready", order -> order.state().isFinal());
        enqueue("delivered");
        fixture.await("delivered", order -> order.delivery().attempts() > 0);
        assertThat(rowsWithCanary().stream().filter(row -> !row.contains("E1"))).isEmpty();
    }

    @Test
    @Tag("fault-254")
    void failures_of_submits_have_no_prompt() throws Exception {
        fixture.pixazo.nextSubmit(
                Fault.response(400, "application/json", "{\"error\":\"bad\",\"prompt\":\"a " + CANARY + " sings\"}")
                        .beforeAccepting());
        fixture.start();
        enqueue("rejected");
        fixture.await("rejected", order -> order.state() == QueuedOrderState.REJECTED);
        fixture.pixazo.nextSubmit(Fault.connectionReset());
        enqueue("unknown");
        fixture.await("unknown", order -> order.state() == QueuedOrderState.UNKNOWN);
        assertThat(fixture.tables.order("unknown").toString()).doesNotContain(CANARY);
        fixture.tables.execute("update reel_order set request = null");
        assertThat(rowsWithCanary()).isEmpty();
    }

    @Test
    void requests_are_kept_on_purpose_only() throws Exception {
        OrderWorker worker = fixture.start();
        enqueue("erased");
        fixture.await("erased", order -> order.state() == QueuedOrderState.READY);
        worker.close();
        fixture.start(fixture.worker(fixture.client()).keepRequests());
        enqueue("kept");
        fixture.await("kept", order -> order.state() == QueuedOrderState.READY);
        assertThat(fixture.tables.texts("select order_key from reel_order where request is not null"))
                .containsExactly("kept");
        assertThat(rowsWithCanary()).hasSize(1);
    }
}
