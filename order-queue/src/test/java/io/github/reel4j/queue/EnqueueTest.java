package io.github.reel4j.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reel4j.VideoException;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.ImageToVideoRequest;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.queue.model.QueuedOrder;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Orders are placed in the program's transaction, once for each key. */
class EnqueueTest {

    private static final int PROGRAMS = 8;

    private static QueueFixture fixture;

    @BeforeAll
    static void createQueue() {
        fixture = new QueueFixture();
        fixture.execute("create table invoice (id text primary key)");
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    @Test
    @Tag("fault-241")
    void a_rollback_leaves_nothing() throws Exception {
        try (Connection connection = fixture.database.getConnection()) {
            connection.setAutoCommit(false);
            connection.createStatement().execute("insert into invoice values ('rolled-back')");
            QueuedOrder order =
                    fixture.queue.enqueue(connection, OrderKey.of("rolled-back"), QueueFixture.request("x"));
            assertThat(connection.getAutoCommit()).isFalse();
            connection.rollback();
            assertThat(fixture.queue.find(OrderKey.of("rolled-back"))).isEmpty();
            assertThat(fixture.texts("select id from invoice where id = 'rolled-back'"))
                    .isEmpty();
            assertThat(fixture.texts("select 1 from reel_execution where task_instance = '" + order.id() + "'"))
                    .isEmpty();
            assertThat(fixture.texts("select 1 from reel_order_event where order_id = '" + order.id() + "'"))
                    .isEmpty();
        }
    }

    @Test
    @Tag("fault-242")
    void the_same_keys_from_many_programs_are_one_order_each() throws Exception {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            keys.add("shared-" + i);
        }
        Map<String, Set<UUID>> ids = new ConcurrentHashMap<>();
        CyclicBarrier together = new CyclicBarrier(PROGRAMS);
        ExecutorService programs = Executors.newFixedThreadPool(PROGRAMS);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int program = 0; program < PROGRAMS; program++) {
                int seed = program;
                running.add(programs.submit(() -> {
                    List<String> own = new ArrayList<>(keys);
                    Collections.shuffle(own, new Random(seed));
                    together.await();
                    for (int start = 0; start < own.size(); start += 20) {
                        place(own.subList(start, start + 20), ids);
                    }
                    return true;
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } finally {
            programs.shutdownNow();
        }
        assertThat(ids)
                .hasSize(keys.size())
                .allSatisfy((key, found) -> assertThat(found).as(key).hasSize(1));
        assertThat(fixture.texts("select count(*) from reel_order where order_key like 'shared-%'"))
                .containsExactly("60");
    }

    private static void place(List<String> keys, Map<String, Set<UUID>> ids) throws Exception {
        Map<OrderKey, GenerationRequest> batch = new HashMap<>();
        keys.forEach(key -> batch.put(OrderKey.of(key), QueueFixture.request(key)));
        try (Connection connection = fixture.database.getConnection()) {
            connection.setAutoCommit(false);
            for (QueuedOrder order : fixture.queue.enqueueAll(connection, batch)) {
                ids.computeIfAbsent(order.key().value(), key -> ConcurrentHashMap.newKeySet())
                        .add(order.id());
            }
            connection.commit();
        }
    }

    @Test
    @Tag("fault-243")
    void another_request_under_a_key_is_refused() {
        fixture.place("taken");
        assertThatThrownBy(() -> fixture.queue.enqueue(OrderKey.of("taken"), QueueFixture.request("other")))
                .isInstanceOfSatisfying(
                        VideoException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.ORDER_KEY_CONFLICT))
                .hasMessageContaining("the order key 'taken' was already used for a different request.")
                .hasMessageContaining("Nothing was sent, nothing was billed.");
        assertThat(fixture.texts("select request -> 'values' ->> 'prompt' from reel_order where order_key = 'taken'"))
                .containsExactly("taken");
    }

    @Test
    void requests_that_cannot_be_stored_are_invalid() {
        List<GenerationRequest> invalid = List.of(
                ImageToVideoRequest.builder().image(Path.of("kitten.png")).build(),
                QueueFixture.request("canary \0"),
                QueueFixture.request("canary \uD83D"));
        for (GenerationRequest request : invalid) {
            assertThatThrownBy(() -> fixture.queue.enqueue(OrderKey.of("invalid"), request))
                    .isInstanceOfSatisfying(
                            VideoException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.INVALID_REQUEST))
                    .hasMessageContaining("Nothing was ordered.")
                    .hasMessageNotContaining("canary");
        }
        assertThat(fixture.queue.find(OrderKey.of("invalid"))).isEmpty();
    }

    @Test
    void hostile_prompts_reach_the_database_unchanged() {
        String prompt = "\uD83D\uDE00 \"q\" 'x' \\u0000 \\ \u0001 '; drop table reel_order; --";
        fixture.queue.enqueue(OrderKey.of("hostile"), QueueFixture.request(prompt));
        assertThat(fixture.texts("select request -> 'values' ->> 'prompt' from reel_order where order_key = 'hostile'"))
                .containsExactly(prompt);
    }
}
