package io.github.reel4j.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reel4j.queue.model.QueuedOrderState;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the triggers of the database allow, whatever a program does. */
class OrderTransitionsTest {

    private static final Map<QueuedOrderState, Set<QueuedOrderState>> ALLOWED = new EnumMap<>(Map.of(
            QueuedOrderState.QUEUED,
            EnumSet.of(
                    QueuedOrderState.SUBMITTING,
                    QueuedOrderState.REJECTED,
                    QueuedOrderState.CANCELLED,
                    QueuedOrderState.HELD),
            QueuedOrderState.SUBMITTING,
            EnumSet.of(QueuedOrderState.RUNNING, QueuedOrderState.REJECTED, QueuedOrderState.UNKNOWN),
            QueuedOrderState.REJECTED,
            EnumSet.of(
                    QueuedOrderState.SUBMITTING,
                    QueuedOrderState.CANCELLED,
                    QueuedOrderState.HELD,
                    QueuedOrderState.RUNNING,
                    QueuedOrderState.UNKNOWN),
            QueuedOrderState.UNKNOWN,
            EnumSet.of(QueuedOrderState.RUNNING, QueuedOrderState.REJECTED),
            QueuedOrderState.RUNNING,
            EnumSet.of(QueuedOrderState.READY, QueuedOrderState.FAILED, QueuedOrderState.CANCELLED),
            QueuedOrderState.HELD,
            EnumSet.of(QueuedOrderState.QUEUED, QueuedOrderState.CANCELLED)));

    private static QueueFixture fixture;
    private static int orders;

    @BeforeAll
    static void createQueue() {
        fixture = new QueueFixture();
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    /** Stores an order in {@code state}, and returns its key. */
    private static String orderIn(QueuedOrderState state) {
        String key = "order-" + ++orders;
        fixture.place(key);
        String sent = state == QueuedOrderState.QUEUED
                ? ""
                : ", attempt = 1, submit_token = gen_random_uuid(), submitted_at = clock_timestamp()";
        String task =
                Set.of("RUNNING", "READY", "FAILED").contains(state.name()) ? ", task = 'task of " + key + "'" : "";
        fixture.executeUnchecked(update(key, "state = '" + state + "'" + sent + task));
        return key;
    }

    private static String update(String key, String change) {
        return "update reel_order set " + change + " where order_key = '" + key + "'";
    }

    /** Returns the change to {@code to} with everything that the trigger demands of it. */
    private static String change(String key, QueuedOrderState to) {
        String sent =
                to == QueuedOrderState.SUBMITTING ? ", attempt = attempt + 1, submit_token = gen_random_uuid()" : "";
        String task = to == QueuedOrderState.RUNNING ? ", task = coalesce(task, 'task of " + key + "')" : "";
        return "state = '" + to + "', resolved_by = 'me', resolved_at = clock_timestamp()" + sent + task;
    }

    private static void assertRefused(String sql, String message) {
        assertThatThrownBy(() -> fixture.execute(sql)).hasMessageContaining(message);
    }

    @ParameterizedTest
    @EnumSource(QueuedOrderState.class)
    @Tag("fault-244")
    void only_documented_changes_of_a_state_are_allowed(QueuedOrderState from) {
        List<String> wrong = new ArrayList<>();
        for (QueuedOrderState to : QueuedOrderState.values()) {
            if (to == from) {
                continue;
            }
            String key = orderIn(from);
            boolean allowed = true;
            try {
                fixture.execute(update(key, change(key, to)));
            } catch (IllegalStateException e) {
                assertThat(e).hasMessageContaining("must not change from " + from + " to " + to);
                allowed = false;
            }
            assertThat(fixture.texts("select state from reel_order where order_key = '" + key + "'"))
                    .containsExactly((allowed ? to : from).name());
            if (allowed != ALLOWED.getOrDefault(from, Set.of()).contains(to)) {
                wrong.add(from + " to " + to + ": " + (allowed ? "allowed" : "refused"));
            }
        }
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "attempt = attempt, submit_token = gen_random_uuid()",
                "attempt = attempt + 2, submit_token = gen_random_uuid()",
                "attempt = attempt + 1",
                "attempt = attempt + 1, submit_token = null"
            })
    @Tag("fault-244")
    void an_attempt_has_the_next_number_and_a_new_token(String change) {
        assertRefused(
                update(orderIn(QueuedOrderState.REJECTED), "state = 'SUBMITTING', " + change),
                "needs the next number and a new token");
    }

    @ParameterizedTest
    @CsvSource({
        "SUBMITTING, attempt = attempt + 1, changes only when it is sent",
        "SUBMITTING, submit_token = gen_random_uuid(), changes only when it is sent",
        "UNKNOWN, submit_token = null, changes only when it is sent",
        "QUEUED, request_hash = 'other', must not change",
        "QUEUED, order_key = 'other', must not change",
        "QUEUED, id = gen_random_uuid(), must not change",
        "QUEUED, request = '{}', must not change",
        "RUNNING, task = 'other', must not change",
        "RUNNING, task = null, must not change",
        "READY, task = null, must not change",
        "QUEUED, task = 'any', reel_order_initial",
        "QUEUED, state = 'LOST', must not change from QUEUED to LOST"
    })
    @Tag("fault-244")
    void what_identifies_an_order_never_changes(QueuedOrderState state, String change, String message) {
        assertRefused(update(orderIn(state), change), message);
    }

    @Test
    void a_task_is_needed_to_run_and_an_erased_request_is_gone() {
        assertRefused(update(orderIn(QueuedOrderState.UNKNOWN), "state = 'RUNNING'"), "cannot run without a task");
        String key = orderIn(QueuedOrderState.RUNNING);
        fixture.execute(update(key, "request = null"));
        assertRefused(update(key, "request = '{}'"), "must not change");
    }

    @Test
    @Tag("fault-244")
    void only_a_person_releases_a_held_order() {
        String key = orderIn(QueuedOrderState.HELD);
        assertRefused(update(key, "state = 'QUEUED'"), "until a person releases or cancels it");
        assertRefused(update(key, "state = 'QUEUED', resolved_by = 'me'"), "until a person releases or cancels it");
        fixture.execute(update(key, "state = 'QUEUED', resolved_by = 'me', resolved_at = clock_timestamp()"));
        assertThat(fixture.order(key).state()).isEqualTo(QueuedOrderState.QUEUED);
    }

    @ParameterizedTest
    @EnumSource(QueuedOrderState.class)
    @Tag("fault-244")
    void an_order_that_may_be_billed_cannot_be_deleted(QueuedOrderState state) {
        String key = orderIn(state);
        String delete = "delete from reel_order where order_key = '" + key + "'";
        if (EnumSet.of(
                        QueuedOrderState.SUBMITTING,
                        QueuedOrderState.RUNNING,
                        QueuedOrderState.UNKNOWN,
                        QueuedOrderState.HELD)
                .contains(state)) {
            assertRefused(delete, "must not be deleted");
        } else {
            String id = fixture.texts("select id from reel_order where order_key = '" + key + "'")
                    .get(0);
            fixture.execute(delete);
            assertThat(fixture.texts("select 1 from reel_order_event where order_id = '" + id + "'"))
                    .isEmpty();
        }
    }

    @Test
    void a_new_order_must_be_queued() {
        String insert = "insert into reel_order (id, order_key, request_hash, operation, state, attempt) values"
                + " (gen_random_uuid(), 'forged', 'h', 'text-to-video', ";
        assertRefused(insert + "'REJECTED', 0)", "a new order must be QUEUED");
        assertRefused(insert + "'QUEUED', 1)", "a new order must be QUEUED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update reel_order_event set kind = 'x'",
                "delete from reel_order_event",
                "truncate reel_order_event",
                "truncate reel_order cascade"
            })
    @Tag("fault-244")
    void events_are_append_only(String sql) {
        fixture.place("events-" + ++orders);
        assertRefused(sql, "reel4j: ");
    }
}
