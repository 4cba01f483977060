package io.github.reel4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.OrderKey;
import io.github.reel4j.model.TextToVideoRequest;
import io.github.reel4j.queue.OrderQueue;
import io.github.reel4j.queue.model.QueuedOrderState;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The commands of a queue against a real PostgreSQL server. */
@Timeout(180)
class QueueCommandTest {

    private static final OrderKey FIRST = OrderKey.of("invoice-1");
    private static final OrderKey SECOND = OrderKey.of("it's-2");

    private final String url = PostgresServer.newDatabase();
    private final UrlDataSource database = source(url);
    private OrderQueue queue = OrderQueue.on(database);

    private static UrlDataSource source(String url) {
        return new UrlDataSource(DatabaseUrl.parse(url), Optional.empty(), Optional.empty());
    }

    @BeforeEach
    void enqueue() {
        queue.createSchema();
        enqueue(FIRST);
        enqueue(SECOND);
    }

    private void enqueue(OrderKey key) {
        queue.enqueue(
                key, TextToVideoRequest.builder().prompt("a secret prompt").build());
    }

    private ReelRun reel(String... arguments) {
        return ReelRun.withoutKeys()
                .with("USER", "ann")
                .with("REEL4J_DB_URL", url)
                .reel(arguments);
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement execution = connection.createStatement()) {
            execution.execute(statement);
        }
    }

    /** Changes the first order as a worker does that dies while it sends. */
    private void loseFirst() throws SQLException {
        sql("update reel_order set state = 'SUBMITTING', attempt = 1, submit_token = gen_random_uuid(),"
                + " submitted_by = 'w1', submitted_at = now(), provider = 'pixazo', model = 'wan', fingerprint = 'f1'"
                + " where order_key = 'invoice-1'");
        sql("update reel_order set state = 'UNKNOWN', failure_kind = 'SUBMISSION_UNKNOWN', failure_message = 'lost'"
                + " where order_key = 'invoice-1'");
    }

    private QueuedOrderState state(OrderKey key) {
        return queue.find(key).orElseThrow().state();
    }

    @Test
    void list_shows_state_key_and_next_step_newest_first() throws SQLException {
        loseFirst();

        ReelRun run = reel("queue", "list");

        assertThat(run.code()).as(run.err()).isZero();
        List<String> lines = run.out().lines().toList();
        assertThat(lines.get(0)).startsWith("STATE").contains("AGE", "KEY", "PROVIDER", "NEXT");
        assertThat(lines.get(1)).startsWith("queued").contains("it's-2", "wait: a worker sends it");
        assertThat(lines.get(2))
                .startsWith("unknown")
                .contains("check pixazo's console for text-to-video with wan of ")
                .contains("reel queue resolve invoice-1 --accepted TASK-ID, or --not-accepted");
        assertThat(run.out() + run.err()).doesNotContain("secret prompt");
    }

    @Test
    void list_filters_by_state_and_provider() throws SQLException {
        loseFirst();

        assertThat(reel("queue", "list", "--state", "unknown,held").out())
                .contains("invoice-1")
                .doesNotContain("it's");
        assertThat(reel("queue", "list", "--provider", "pixazo").out())
                .contains("invoice-1")
                .doesNotContain("it's");
        assertThat(reel("queue", "list", "--undelivered").err()).contains("no such orders");
        assertThat(reel("queue", "list", "--state", "lost").code()).isEqualTo(ExitCodes.USAGE);
    }

    @Test
    void list_has_pages() {
        Map<?, ?> page = reel("queue", "list", "--limit", "1", "--json").json();
        String next = String.valueOf(page.get("next_page"));

        assertThat(keys(page)).containsExactly("it's-2");
        assertThat(keys(reel("queue", "list", "--limit", "1", "--page", next, "--json")
                        .json()))
                .containsExactly("invoice-1");
        assertThat(reel("queue", "list", "--limit", "1").err()).contains("more orders: add --page " + next);
        assertThat(reel("queue", "list", "--page", "2").code()).isEqualTo(ExitCodes.USAGE);
    }

    private static List<String> keys(Map<?, ?> page) {
        return ((List<?>) JsonParser.at(page, "orders"))
                .stream()
                        .map(order -> String.valueOf(((Map<?, ?>) order).get("order_key")))
                        .toList();
    }

    @Test
    void list_writes_csv() {
        assertThat(reel("queue", "list", "--csv").out().lines())
                .hasSize(3)
                .first()
                .isEqualTo("order_key,state,operation,provider,model,attempts,price_max,currency,task,failure_kind,"
                        + "enqueued_at,ended_at,delivered_at");
        assertThat(reel("queue", "list", "--csv", "--json").code()).isEqualTo(ExitCodes.USAGE);
    }

    @Test
    void show_has_the_events() {
        queue.cancel(FIRST, "ann");

        ReelRun run = reel("queue", "show", "invoice-1");

        assertThat(run.out())
                .contains("state", "cancelled", "resolved by", "ann")
                .containsPattern("Z +QUEUED +0");
        assertThat(run.out()).containsPattern("Z +CANCELLED +0").doesNotContain("secret prompt");
        assertThat((List<?>) reel("queue", "show", "invoice-1", "--json").json().get("events"))
                .hasSize(2);
        assertThat(reel("queue", "show", "nothing").code()).isEqualTo(ExitCodes.USAGE);
    }

    @Test
    void an_accepted_order_runs_with_the_task() throws SQLException {
        loseFirst();

        ReelRun run = reel("queue", "resolve", "invoice-1", "--accepted", "task-9");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).isEqualToIgnoringNewLines("invoice-1  running");
        assertThat(run.err()).contains("resolved: the vendor has accepted the order. Next: wait: workers poll it");
        assertThat(queue.find(FIRST).orElseThrow().task().orElseThrow().id()).isEqualTo("task-9");
        assertThat(queue.find(FIRST).orElseThrow().resolvedBy()).hasValue("ann");
        assertThat(queue.events(FIRST)).last().satisfies(event -> {
            assertThat(event.kind()).isEqualTo("RESOLVED_ACCEPTED");
            assertThat(event.details()).containsEntry("by", "ann");
        });
        ReelRun again = reel("queue", "resolve", "invoice-1", "--not-accepted");
        assertThat(again.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(again.err()).contains("is RUNNING", "UNKNOWN", "Nothing was changed.");
    }

    @Test
    void an_order_that_was_not_accepted_can_be_sent_again() throws SQLException {
        loseFirst();

        assertThat(reel("queue", "resolve", "invoice-1", "--not-accepted").err())
                .contains("reel queue retry invoice-1");
        assertThat(state(FIRST)).isEqualTo(QueuedOrderState.REJECTED);
        assertThat(reel("queue", "list").out())
                .contains("Workers do not send it again. To send it again: reel queue retry invoice-1. To end it:");
        assertThat(reel("queue", "retry", "invoice-1").code()).isZero();
        assertThat(queue.events(FIRST))
                .last()
                .satisfies(event -> assertThat(event.kind()).isEqualTo("REQUEUED"));
        assertThat(reel("queue", "retry", "it's-2").code()).isEqualTo(ExitCodes.USAGE);
    }

    @Test
    void held_orders_are_released_one_by_one_or_all() throws SQLException {
        sql("update reel_order set state = 'HELD'");

        assertThat(reel("queue", "list").out())
                .contains(
                        "Not accepted: reel queue release 'it'\\''s-2'. Accepted: reel queue cancel 'it'\\''s-2'; the");
        assertThat(reel("queue", "release", "invoice-1").code()).isZero();
        ReelRun unconfirmed = reel("queue", "release", "--all");
        assertThat(unconfirmed.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(unconfirmed.err()).contains("releases 1 held orders", "add --yes", "Nothing was released.");
        assertThat(state(SECOND)).isEqualTo(QueuedOrderState.HELD);
        assertThat(reel("queue", "release", "--all", "--yes").err()).contains("released: 1 order");
        assertThat(state(FIRST)).isEqualTo(QueuedOrderState.QUEUED);
        assertThat(state(SECOND)).isEqualTo(QueuedOrderState.QUEUED);
        assertThat(reel("queue", "release").code()).isEqualTo(ExitCodes.USAGE);
    }

    @Test
    void cancel_ends_an_order_that_is_not_sent() {
        assertThat(reel("queue", "cancel", "it's-2").out()).isEqualToIgnoringNewLines("it's-2  cancelled");
        assertThat(state(SECOND)).isEqualTo(QueuedOrderState.CANCELLED);
    }

    @Test
    void stats_counts_orders_and_warns() throws SQLException {
        loseFirst();

        ReelRun run = reel("queue", "stats");

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .containsPattern("queued +1\n")
                .containsPattern("unknown +1\n")
                .contains("oldest queued");
        assertThat(run.err()).contains("reel queue list --state unknown,held", "no worker runs");
        assertThat(reel("queue", "stats", "--json").json().get("needs_person")).isEqualTo(true);
    }

    @Test
    void other_schema_and_prefix_are_used() {
        OrderQueue other = OrderQueue.on(database, "video", "film_");
        other.createSchema();
        other.enqueue(
                OrderKey.of("other"),
                TextToVideoRequest.builder().prompt("a kitten").build());

        assertThat(reel("queue", "list", "--schema", "video", "--prefix", "film_")
                        .out())
                .contains("other")
                .doesNotContain("invoice-1");
        assertThat(reel("queue", "list", "--schema", "Video;").code()).isEqualTo(ExitCodes.USAGE);
    }

    @Test
    void missing_tables_are_reported_with_the_remedy() {
        ReelRun run = reel("queue", "list", "--db", PostgresServer.newDatabase());

        assertThat(run.code()).isEqualTo(ExitCodes.OTHER);
        assertThat(run.err()).contains("DATABASE", "tables of the order queue do not exist", "V1__order_queue.sql");
    }

    @Test
    void a_missing_or_invalid_url_is_a_usage_error() {
        ReelRun missing = ReelRun.withoutKeys().reel("queue", "stats");

        assertThat(missing.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(missing.err()).contains("Set --db jdbc:postgresql://", "REEL4J_DB_URL");
        assertThat(reel("queue", "stats", "--db", "jdbc:mysql://db/shop").code())
                .isEqualTo(ExitCodes.USAGE);
        assertThat(reel("queue").code()).isEqualTo(ExitCodes.USAGE);
    }

    @Test
    void the_password_is_in_no_output() {
        List<String> urls = List.of(
                "jdbc:postgresql://127.0.0.1:1/shop?user=u&password=hunter2",
                "jdbc:postgresql://u:hunter2@127.0.0.1:1/shop",
                "jdbc:postgresql://127.0.0.1:port/shop?password=hunter2",
                "postgresql://u:hunter2@127.0.0.1/shop",
                url.replace("/cli_", "/no_such_").replaceFirst("\\?.*|$", "?user=postgres&password=hunter2"));
        for (String each : urls) {
            for (List<String> arguments : List.of(
                    List.of("queue", "stats", "--db", each),
                    List.of("queue", "list", each),
                    List.of("queue", "stats", "--json", "--db", each))) {
                ReelRun run = reel(arguments.toArray(String[]::new));
                assertThat(run.code()).as(each).isIn(ExitCodes.USAGE, ExitCodes.OTHER);
                assertThat(run.out() + run.err()).isNotEmpty().doesNotContain("hunter2");
            }
        }
        ReelRun refused = ReelRun.withoutKeys()
                .with("PGPASSWORD", "hunter2")
                .reel("queue", "stats", "--db", "jdbc:postgresql://127.0.0.1:1/shop");
        assertThat(refused.err())
                .contains("no connection to the database 127.0.0.1:1/shop")
                .doesNotContain("hunter2");
    }
}
