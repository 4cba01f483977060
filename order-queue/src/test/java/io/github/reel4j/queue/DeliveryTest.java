package io.github.reel4j.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.VideoException;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.queue.model.OrderFilter;
import io.github.reel4j.queue.model.QueuedOrder;
import io.github.reel4j.queue.model.QueuedOrderState;
import io.github.reel4j.queue.model.ReadyHandler;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finished videos are handed to the program at least once, whatever its handler does. */
class DeliveryTest {

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

    private void start(ReadyHandler handler) {
        fixture.start(fixture.worker(fixture.client()).onReady(handler));
    }

    private static boolean isDelivered(QueuedOrder order) {
        return order.delivery().deliveredAt().isPresent();
    }

    /** Lets the delivery run now that is to be repeated later. */
    private void repeatNow() {
        fixture.tables.execute("update reel_delivery set execution_time = clock_timestamp() where not picked");
    }

    @Test
    @Tag("fault-250")
    void a_handler_that_throws_is_called_again() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        start((order, video) -> {
            if (calls.incrementAndGet() < 3) {
                throw new java.io.IOException("canary of the handler");
            }
        });
        fixture.tables.place("k");
        for (int failures = 1; failures <= 2; failures++) {
            int expected = failures;
            QueuedOrder order = fixture.await("k", each -> each.delivery().attempts() == expected);
            assertThat(order.delivery().failure()).contains("java.io.IOException");
            assertThat(fixture.queue.health().failedDeliveries()).isEqualTo(1);
            WorkerFixture.await("the delivery is called again", () -> {
                repeatNow();
                return calls.get() > expected;
            });
        }
        QueuedOrder order = fixture.await("k", DeliveryTest::isDelivered);
        assertThat(order.delivery().attempts()).isEqualTo(3);
        assertThat(order.delivery().failure()).isEmpty();
        assertThat(fixture.tables.events("k")).endsWith("READY", "DELIVERED");
    }

    @Test
    @Tag("fault-250")
    void handlers_that_block_delay_no_order_and_few_deliveries() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Set<String> delivered = ConcurrentHashMap.newKeySet();
        start((order, video) -> {
            if (order.key().value().startsWith("blocked")) {
                never.await();
            }
            delivered.add(order.key().value());
        });
        for (int i = 0; i < 3; i++) {
            fixture.tables.place("blocked-" + i);
        }
        for (int i = 0; i < 10; i++) {
            fixture.tables.place("order-" + i);
        }
        for (int i = 0; i < 10; i++) {
            fixture.await("order-" + i, DeliveryTest::isDelivered);
        }
        fixture.await("blocked-0", order -> order.state() == QueuedOrderState.READY);
        assertThat(delivered).hasSize(10).noneMatch(key -> key.startsWith("blocked"));
    }

    @Test
    @Tag("fault-250")
    void a_delivery_that_a_worker_could_not_finish_is_repeated() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        OrderWorker first = fixture.start(fixture.worker(fixture.client()).onReady((order, video) -> {
            called.countDown();
            new CountDownLatch(1).await();
        }));
        fixture.tables.place("k");
        called.await();
        first.close();
        List<String> delivered = new CopyOnWriteArrayList<>();
        start((order, video) -> delivered.add(order.key().value()));
        WorkerFixture.await("the delivery", () -> {
            repeatNow();
            return isDelivered(fixture.tables.order("k"));
        });
        assertThat(delivered).containsExactly("k");
    }

    @Test
    @Tag("fault-251")
    void an_expired_link_is_replaced_once() throws Exception {
        List<URI> links = new CopyOnWriteArrayList<>();
        start((order, video) -> {
            links.add(video.url());
            throw new VideoException(VideoFailure.of(FailureKind.LINK_EXPIRED, "the link has expired"));
        });
        fixture.tables.place("k");
        fixture.await("k", order -> order.state() == QueuedOrderState.READY);
        WorkerFixture.await("the end of the delivery", () -> {
            repeatNow();
            return fixture.tables.events("k").contains("DELIVERY_FAILED");
        });
        WorkerFixture.await(
                "no more deliveries",
                () -> fixture.tables.texts("select 1 from reel_delivery").isEmpty());
        assertThat(links).hasSize(2);
        assertThat(fixture.tables.order("k").state()).isEqualTo(QueuedOrderState.READY);
        assertThat(fixture.queue
                        .list(new OrderFilter(Set.of(), Optional.empty(), true), Optional.empty(), 10)
                        .orders())
                .hasSize(1);
    }

    @Test
    @Tag("fault-251")
    void a_task_that_the_vendor_forgot_ends_the_delivery() throws Exception {
        start((order, video) -> {
            fixture.pixazo.forgetTasks();
            throw new VideoException(VideoFailure.of(FailureKind.LINK_EXPIRED, "the link has expired"));
        });
        fixture.tables.place("k");
        WorkerFixture.await(
                "the end of the delivery", () -> fixture.tables.events("k").contains("DELIVERY_FAILED"));
        assertThat(fixture.queue.find(OrderKey.of("k")).orElseThrow().delivery().deliveredAt())
                .isEmpty();
    }
}
