package io.github.reel4j.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.ProviderId;
import io.github.reel4j.queue.model.QueuedOrder;
import io.github.reel4j.queue.model.QueuedOrderState;
import io.github.reel4j.testkit.simulator.Fault;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A fallback provider gets an order exactly if the one before provably did not bill it, for a reason of its own. */
class QueueFallbackTest {

    @TempDir
    private Path folder;

    private WorkerFixture fixture;

    @BeforeEach
    void start() {
        fixture = new WorkerFixture(folder);
        fixture.start(fixture.worker(fixture.client().provider("pixazo", "apixo")));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private QueuedOrder order(Fault fault) throws InterruptedException {
        fixture.pixazo.nextSubmit(fault);
        fixture.enqueue("k", WorkerFixture.animate());
        return fixture.await(
                "k",
                order -> order.state() == QueuedOrderState.READY
                        || order.state() == QueuedOrderState.UNKNOWN
                        || (order.state() == QueuedOrderState.REJECTED
                                && fixture.tables
                                        .texts("select 1 from reel_execution")
                                        .isEmpty()));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 402})
    void a_fault_of_the_account_goes_to_the_fallback(int status) throws Exception {
        QueuedOrder order = order(Fault.http(status));
        assertThat(order.state()).as(order.toString()).isEqualTo(QueuedOrderState.READY);
        assertThat(order.provider()).contains(ProviderId.of("apixo"));
        assertThat(order.attempt()).isEqualTo(2);
        assertThat(fixture.tables.events("k"))
                .containsExactly("QUEUED", "SUBMITTING", "REJECTED", "SUBMITTING", "ACCEPTED", "READY");
        assertThat(fixture.tables.texts(
                        "select data ->> 'provider' from reel_order_event where kind = 'SUBMITTING' order by id"))
                .containsExactly("pixazo", "apixo");
        assertThat(fixture.pixazo.ledger().orders()).isEmpty();
        assertThat(fixture.apixo.ledger().orders()).hasSize(1);
    }

    @Test
    @Tag("fault-258")
    void an_unknown_outcome_never_goes_to_the_fallback() throws Exception {
        QueuedOrder order = order(Fault.connectionReset());
        assertThat(order.state()).as(order.toString()).isEqualTo(QueuedOrderState.UNKNOWN);
        assertThat(fixture.queue.unresolved()).extracting(QueuedOrder::id).containsExactly(order.id());
        assertThat(fixture.pixazo.ledger().submits()).hasSize(1);
        assertThat(fixture.apixo.ledger().submits()).isEmpty();
    }

    @Test
    void an_invalid_order_does_not_go_to_the_fallback() throws Exception {
        QueuedOrder order = order(Fault.http(400).beforeAccepting());
        assertThat(order.state()).as(order.toString()).isEqualTo(QueuedOrderState.REJECTED);
        assertThat(fixture.pixazo.ledger().submits()).hasSize(1);
        assertThat(fixture.apixo.ledger().submits()).isEmpty();
    }
}
