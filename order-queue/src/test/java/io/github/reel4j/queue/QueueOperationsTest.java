package io.github.reel4j.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.queue.model.OrderFilter;
import io.github.reel4j.queue.model.OrderPage;
import io.github.reel4j.queue.model.QueueHealth;
import io.github.reel4j.queue.model.QueuedOrder;
import io.github.reel4j.queue.model.QueuedOrderState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What people do with orders: list, watch, resolve, release, retry and cancel them. */
class QueueOperationsTest {

    private QueueFixture fixture;

    @BeforeEach
    void createQueue() {
        fixture = new QueueFixture();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private OrderKey orderIn(String key, QueuedOrderState state) {
        fixture.place(key);
        String task = state == QueuedOrderState.RUNNING
                ? "'" + QueueFixture.attempt(key).intent().task(key, Instant.EPOCH) + "'"
                : "null";
        fixture.executeUnchecked(
                "update reel_order set state = '" + state + "', task = " + task + ", attempt = 1, provider = 'pixazo',"
                        + " model = 'wan', fingerprint = 'f00d', submit_token = gen_random_uuid(), submitted_at ="
                        + " clock_timestamp() where order_key = '" + key + "'");
        return OrderKey.of(key);
    }

    @Test
    void pages_have_each_of_many_orders_once_newest_first() throws Exception {
        int orders = 2_500;
        Map<OrderKey, GenerationRequest> batch = new HashMap<>();
        for (int i = 0; i < orders; i++) {
            batch.put(OrderKey.of("order-" + i), QueueFixture.request("x"));
        }
        try (var connection = fixture.database.getConnection()) {
            fixture.queue.enqueueAll(connection, batch);
        }
        // about 50 orders have the same time each, and pages end inside of them
        fixture.execute("update reel_order set enqueued_at = timestamptz '2026-01-01' + interval '1 second'"
                + " * (abs(hashtext(order_key)) % 50)");
        List<QueuedOrder> listed = new ArrayList<>();
        Optional<String> position = Optional.empty();
        do {
            OrderPage page = fixture.queue.list(OrderFilter.ALL, position, 99);
            listed.addAll(page.orders());
            position = page.next();
        } while (position.isPresent());
        assertThat(new HashSet<>(listed.stream().map(QueuedOrder::id).toList())).hasSize(orders);
        assertThat(listed)
                .hasSize(orders)
                .isSortedAccordingTo(Comparator.comparing(
                                (QueuedOrder order) -> order.times().enqueued())
                        .reversed());
        assertThat(fixture.queue
                        .list(OrderFilter.inState(QueuedOrderState.READY), Optional.empty(), 10)
                        .orders())
                .isEmpty();
    }

    @Test
    void invalid_pages_are_refused() {
        for (int limit : List.of(0, 1_001)) {
            assertThatThrownBy(() -> fixture.queue.list(OrderFilter.ALL, Optional.empty(), limit))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("1 to 1000 orders, not " + limit);
        }
        for (String position : List.of("", "x", "2026-01-01T00:00:00Z_", "_")) {
            assertThatThrownBy(() -> fixture.queue.list(OrderFilter.ALL, Optional.of(position), 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is no position");
        }
    }

    @Test
    void wrong_states_are_refused_and_nothing_changes() {
        for (QueuedOrderState state : QueuedOrderState.values()) {
            OrderKey key = orderIn("order-" + state, state);
            if (state != QueuedOrderState.UNKNOWN) {
                assertRefused(key, "UNKNOWN", () -> fixture.queue.resolveAccepted(key, "t", "me"));
                assertRefused(key, "UNKNOWN", () -> fixture.queue.resolveNotAccepted(key, "me"));
            }
            if (state != QueuedOrderState.REJECTED) {
                assertRefused(key, "REJECTED", () -> fixture.queue.retry(key, "me"));
            }
            if (state != QueuedOrderState.HELD) {
                assertRefused(key, "HELD", () -> fixture.queue.release(key, "me"));
            }
            assertThat(fixture.order(key.value()).state()).isEqualTo(state);
        }
        OrderKey missing = OrderKey.of("missing");
        assertThatThrownBy(() -> fixture.queue.retry(missing, "me"))
                .hasMessage("the queue has no order with the key missing. Nothing was changed. OrderQueue.list, or reel"
                        + " queue list, shows the keys.");
        assertThatThrownBy(() -> fixture.queue.cancel(missing, "me")).hasMessageContaining("the queue has no order");
    }

    private static void assertRefused(OrderKey key, String needed, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOf(OrderQueueException.class)
                .hasMessageContaining("the order '" + key + "' is ")
                .hasMessageContaining("needs an order that is " + needed + ". Nothing was changed.");
    }

    @Test
    void an_unsent_order_is_cancelled_at_once() {
        for (QueuedOrderState state :
                List.of(QueuedOrderState.QUEUED, QueuedOrderState.REJECTED, QueuedOrderState.HELD)) {
            OrderKey key = orderIn("order-" + state, state);
            QueuedOrder order = fixture.queue.cancel(key, "me");
            assertThat(order.state()).isEqualTo(QueuedOrderState.CANCELLED);
            assertThat(order.resolvedBy()).contains("me");
            assertThat(order.times().ended()).isPresent();
            assertThat(fixture.texts("select request from reel_order where order_key = '" + key + "'"))
                    .containsExactly("null");
        }
    }

    @Test
    void the_cancellation_of_a_sent_order_is_requested() {
        for (QueuedOrderState state : List.of(QueuedOrderState.SUBMITTING, QueuedOrderState.RUNNING)) {
            OrderKey key = orderIn("order-" + state, state);
            QueuedOrder order = fixture.queue.cancel(key, "me");
            assertThat(order.state()).isEqualTo(state);
            assertThat(order.times().cancelRequested()).isPresent();
            assertThat(fixture.queue.cancel(key, "again").times().cancelRequested())
                    .isEqualTo(order.times().cancelRequested());
        }
    }

    @Test
    void a_late_acceptance_ends_the_retry() {
        OrderKey key = orderIn("late", QueuedOrderState.RUNNING);
        fixture.execute("update reel_order set retryable = true");
        assertThat(fixture.queue.find(key).orElseThrow().retried()).isFalse();
        var unused = fixture.queue.cancel(key, "me");
        assertThat(fixture.queue.cancel(key, "me").state())
                .as("requested again")
                .isEqualTo(QueuedOrderState.RUNNING);
    }

    @Test
    void a_cancelled_order_is_not_waited_for() throws Exception {
        OrderKey key = orderIn("cancelled", QueuedOrderState.REJECTED);
        fixture.execute("update reel_order set retryable = true");
        var unused = fixture.queue.cancel(key, "me");
        Instant start = Instant.now();
        assertThat(fixture.queue
                        .awaitResult(key, Duration.ofSeconds(30))
                        .orElseThrow()
                        .state())
                .isEqualTo(QueuedOrderState.CANCELLED);
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void an_ended_or_unknown_order_cannot_be_cancelled() {
        for (QueuedOrderState state : List.of(
                QueuedOrderState.UNKNOWN,
                QueuedOrderState.READY,
                QueuedOrderState.FAILED,
                QueuedOrderState.CANCELLED)) {
            OrderKey key = orderIn("order-" + state, state);
            assertThatThrownBy(() -> fixture.queue.cancel(key, "me"))
                    .isInstanceOf(OrderQueueException.class)
                    .hasMessageContaining("is " + state + " now, so it was not changed");
        }
    }

    @Test
    @Tag("fault-257")
    void a_task_belongs_to_one_order() {
        fixture.queue.resolveAccepted(orderIn("first", QueuedOrderState.UNKNOWN), "vendor-task", "me");
        OrderKey second = orderIn("second", QueuedOrderState.UNKNOWN);
        fixture.execute("update reel_order set submitted_at = (select submitted_at from reel_order where order_key ="
                + " 'first') where order_key = 'second'");
        assertThatThrownBy(() -> fixture.queue.resolveAccepted(second, "vendor-task", "me"))
                .isInstanceOf(OrderQueueException.class)
                .hasMessageContaining("belongs to another order of the queue. Nothing was changed.");
        assertThat(fixture.order("second").state()).isEqualTo(QueuedOrderState.UNKNOWN);
        assertThatThrownBy(() -> fixture.queue.resolveAccepted(second, "", "me"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void health_counts_what_a_person_must_know() {
        orderIn("unknown", QueuedOrderState.UNKNOWN);
        orderIn("held", QueuedOrderState.HELD);
        fixture.place("queued");
        fixture.execute("update reel_order set enqueued_at = clock_timestamp() - interval '2 hours' where order_key ="
                + " 'queued'");
        fixture.execute("insert into reel_rate_limit (limit_key, call_interval, burst, paused_until) values"
                + " ('pixazo/default', '1 second', 1, clock_timestamp() + interval '1 hour')");
        fixture.execute("insert into reel_worker values ('alive', '', 0, clock_timestamp()),"
                + " ('dead', '', 0, clock_timestamp() - interval '1 minute'),"
                + " ('forgotten', '', 0, clock_timestamp() - interval '2 days')");
        QueueHealth health = fixture.queue.health();
        assertThat(health.needsPerson()).isTrue();
        assertThat(health.count(QueuedOrderState.UNKNOWN)).isEqualTo(1);
        assertThat(health.oldestQueued().orElseThrow()).isBetween(Duration.ofHours(2), Duration.ofHours(3));
        assertThat(health.pausedLimits()).containsOnlyKeys("pixazo/default");
        assertThat(health.liveWorkers()).containsExactly("alive");
        assertThat(health.deadWorkers()).containsExactly("dead");
        assertThat(fixture.queue.unresolved())
                .extracting(order -> order.key().value())
                .containsExactlyInAnyOrder("unknown", "held");
    }

    @Test
    void await_result_returns_at_the_end_or_the_timeout() throws Exception {
        assertThat(fixture.queue.awaitResult(OrderKey.of("missing"), Duration.ofHours(1)))
                .isEmpty();
        OrderKey ready = orderIn("ready", QueuedOrderState.READY);
        Duration forever = Duration.ofSeconds(Long.MAX_VALUE);
        assertThat(fixture.queue.awaitResult(ready, forever).orElseThrow().state())
                .isEqualTo(QueuedOrderState.READY);
        fixture.place("queued");
        assertThat(fixture.queue
                        .awaitResult(OrderKey.of("queued"), Duration.ofMillis(20))
                        .orElseThrow()
                        .state())
                .isEqualTo(QueuedOrderState.QUEUED);
    }
}
