package io.github.reel4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OrderKeyOptionTest extends AcmeTest {

    @Test
    @Tag("fault-198")
    void a_second_run_with_the_key_gets_the_first_video() {
        String task = reel("text", "a kitten", "--order-key", "invoice-4711", "--no-wait")
                .out()
                .strip();
        ReelRun again = reel("text", "a kitten", "--order-key", "invoice-4711", "-o", video());

        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.err()).contains("the order with the key 'invoice-4711' exists. Nothing is ordered again.");
        assertThat(again.err()).contains(task);
        assertThat(Path.of(video())).exists();
        assertThat(vendor.orders()).hasSize(1);
    }

    @Test
    @Tag("fault-198")
    void an_existing_order_needs_no_confirmation() {
        reel("text", "a kitten", "--order-key", "invoice-4711", "--no-wait");
        ReelRun again =
                run().unconfirmed().reel("text", "a kitten", "--order-key", "invoice-4711", "--no-wait", "--json");

        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.json().get("ordered_before")).isEqualTo(true);
        assertThat(vendor.orders()).hasSize(1);
    }

    @Test
    @Tag("fault-202")
    void another_request_under_the_key_is_a_conflict() {
        reel("text", "a kitten", "--order-key", "invoice-4711", "--no-wait");
        ReelRun other = reel("text", "a puppy", "--order-key", "invoice-4711", "--json");

        assertThat(other.code()).isEqualTo(11);
        assertThat(other.err()).contains("ORDER_KEY_CONFLICT", "Billed: no.");
        assertThat(other.json().get("state")).isEqualTo("not-ordered");
        assertThat(vendor.orders()).hasSize(1);
    }

    @Test
    @Tag("fault-199")
    void an_unknown_order_is_not_sent_again_before_it_is_resolved() {
        String[] order = {"text", "submit SUBMISSION_UNKNOWN", "--order-key", "invoice-4711"};
        assertThat(reel(order).code()).isEqualTo(8);
        ReelRun again = reel(order);
        assertThat(again.code()).isEqualTo(8);
        assertThat(again.err()).contains("--not-accepted");
        assertThat(vendor.orders()).hasSize(1);
        Map<?, ?> listed =
                (Map<?, ?>) ((List<?>) JsonParser.at(reel("tasks", "--json").json(), "orders")).get(0);
        String id = String.valueOf(listed.get("order"));
        assertThat(reel("resolve", id, "--not-accepted").code()).isZero();
        reel(order);
        assertThat(vendor.orders()).hasSize(2);
    }

    @Test
    @Tag("fault-206")
    void a_key_needs_the_journal() {
        ReelRun run = reel("text", "a kitten", "--order-key", "invoice-4711", "--no-journal");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("CONFIGURATION", "remove --no-journal");
        assertThat(vendor.orders()).isEmpty();
    }

    @Test
    void an_invalid_key_is_a_usage_error() {
        ReelRun run = reel("text", "a kitten", "--order-key", "invoice 4711");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("visible ASCII characters");
        assertThat(vendor.orders()).isEmpty();
    }

    @Test
    void tasks_shows_the_keys() {
        reel("text", "a kitten", "--no-wait");
        assertThat(reel("tasks").out()).doesNotContain("KEY");
        reel("text", "a kitten", "--order-key", "invoice-4711", "--no-wait");

        List<String> lines = reel("tasks").out().lines().toList();
        assertThat(lines.get(0)).containsPattern("MODEL +KEY +NEXT");
        assertThat(lines.get(1)).contains(" -  ");
        assertThat(lines.get(2)).contains("  invoice-4711  reel resume ");
        Map<?, ?> second =
                (Map<?, ?>) ((List<?>) JsonParser.at(reel("tasks", "--json").json(), "orders")).get(1);
        assertThat(second.get("order_key")).isEqualTo("invoice-4711");
    }
}
