package io.github.reel4j.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoClientBuilder;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.OrderIntent.ExpectedPrice;
import io.github.reel4j.polling.PollPolicy;
import io.github.reel4j.queue.model.QueuedOrderState;
import io.github.reel4j.testkit.http.ReceivedRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two accounts at one vendor: each has its own tasks, limits and budget. */
class AccountTest {

    /** So rarely that a test decides when a task is polled. */
    private static final PollPolicy RARELY = PollPolicy.fixed(Duration.ofHours(1));

    private static final String DUE = "update reel_execution set execution_time = clock_timestamp()";

    @TempDir
    private Path folder;

    private WorkerFixture fixture;

    @BeforeEach
    void create() {
        fixture = new WorkerFixture(folder);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private OrderWorker start(String account, VideoClientBuilder client) {
        return fixture.start(fixture.worker(client.apiKey("pixazo", "key-" + account))
                .account(account)
                .pollPolicy(RARELY));
    }

    private static List<ReceivedRequest> withKey(String account, List<ReceivedRequest> requests) {
        return requests.stream()
                .filter(request -> request.headers().values().stream()
                        .anyMatch(values -> values.stream().anyMatch(value -> value.endsWith("key-" + account))))
                .toList();
    }

    /** Lets the first account send the order {@code a}, whose task is not polled. */
    private OrderWorker startFirst(VideoClientBuilder client) throws InterruptedException {
        fixture.enqueue("a", WorkerFixture.animate());
        OrderWorker first = start("one", client);
        fixture.await("a", order -> order.state() == QueuedOrderState.RUNNING);
        return first;
    }

    @Test
    @Tag("fault-248")
    void a_task_is_polled_only_with_the_key_of_its_account() throws Exception {
        startFirst(fixture.client()).close();
        String version = "select version from reel_execution";
        long before = Long.parseLong(fixture.tables.texts(version).get(0));
        fixture.tables.execute(DUE);
        start("two", fixture.client());
        WorkerFixture.await(
                "the other account leaves it twice",
                () -> fixture.tables.texts(version).stream().noneMatch(now -> Long.parseLong(now) < before + 2));
        assertThat(withKey("two", fixture.pixazo.ledger().polls())).isEmpty();
        assertThat(fixture.tables.order("a").state()).isEqualTo(QueuedOrderState.RUNNING);

        start("one", fixture.client());
        WorkerFixture.await("the end of the order", () -> {
            fixture.tables.execute(DUE + " where not picked");
            return fixture.tables.order("a").state() == QueuedOrderState.READY;
        });
        assertThat(withKey("one", fixture.pixazo.ledger().polls())).isNotEmpty();
    }

    @Test
    @Tag("fault-248")
    void the_task_slots_of_one_account_do_not_limit_another() throws Exception {
        startFirst(fixture.client().property("pixazo.max-concurrent-tasks", "1"));
        fixture.enqueue("b", WorkerFixture.animate());
        String waiting = "select 1 from reel_execution where execution_time > clock_timestamp() + interval '1 day'";
        WorkerFixture.await(
                "b waits for a task slot", () -> !fixture.tables.texts(waiting).isEmpty());
        start("two", fixture.client().property("pixazo.max-concurrent-tasks", "1"));
        fixture.await("b", order -> order.state() == QueuedOrderState.RUNNING);
        assertThat(withKey("two", fixture.pixazo.ledger().submits())).hasSize(1);
        assertThat(fixture.tables.texts("select limit_key from reel_rate_limit order by 1"))
                .contains("pixazo/one", "pixazo/two");
    }

    @Test
    @Tag("fault-248")
    void the_budget_of_one_account_does_not_limit_another() throws Exception {
        startFirst(budgetOfOneOrder());
        fixture.enqueue("b", WorkerFixture.animate());
        WorkerFixture.await(
                "b waits for the budget",
                () -> !fixture.tables
                        .texts("select 1 from reel_order o join reel_execution e on e.task_instance = o.id::text where"
                                + " o.state = 'QUEUED' and e.execution_time > clock_timestamp() + interval '5 minutes'")
                        .isEmpty());
        start("two", budgetOfOneOrder());
        WorkerFixture.await("b is sent", () -> {
            fixture.tables.execute(DUE + " where not picked");
            return fixture.tables.order("b").state() == QueuedOrderState.RUNNING;
        });
        assertThat(withKey("one", fixture.pixazo.ledger().submits())).hasSize(1);
        assertThat(withKey("two", fixture.pixazo.ledger().submits())).hasSize(1);
    }

    private VideoClientBuilder budgetOfOneOrder() {
        try (VideoClient client = fixture.client().build()) {
            Money price = ExpectedPrice.of(client.estimate(WorkerFixture.animate()))
                    .max()
                    .orElseThrow();
            return fixture.client().maxSpend(price, Duration.ofDays(1));
        }
    }
}
