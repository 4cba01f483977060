package io.github.reel4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An order with an unknown outcome, resolved with or without a task. */
@Timeout(60)
class ResolveCommandTest extends AcmeTest {

    @BeforeEach
    void loseAnOrder() {
        assertThat(reel("text", "submit SUBMISSION_UNKNOWN").code()).isEqualTo(ExitCodes.SUBMISSION_UNKNOWN);
    }

    @Override
    ReelRun run() {
        return super.run().with("USER", "ann");
    }

    private Map<?, ?> order(int number) {
        return (Map<?, ?>) ((List<?>) JsonParser.at(reel("tasks", "--json").json(), "orders")).get(number);
    }

    private String unresolved() {
        return String.valueOf(order(0).get("order"));
    }

    private String journalText() throws IOException {
        return Files.readString(journal());
    }

    @Test
    void tasks_shows_how_to_resolve_an_unknown_order() {
        assertThat(reel("tasks").out()).contains("reel resolve " + unresolved() + " --task ID, or --not-accepted");
    }

    @Test
    void an_order_resolved_with_a_task_can_be_resumed() {
        ReelRun resolved = reel("resolve", unresolved(), "--task", "order/1");

        assertThat(resolved.code()).as(resolved.err()).isZero();
        assertThat(resolved.out()).startsWith("reel:1:acme:text-to-video:order%2F1:");
        assertThat(resolved.err())
                .contains("To download its video: reel resume " + resolved.out().strip());
        assertThat(order(0).get("state")).isEqualTo("running");
        assertThat(order(0).get("resolved_by")).isEqualTo("ann");
        ReelRun fetched = reel("resume", "--all", "-o", folder.toString());
        assertThat(fetched.code()).as(fetched.err()).isZero();
        assertThat(fetched.out()).contains(folder.resolve("order_1.mp4").toString());
        assertThat(order(0).get("state")).isEqualTo("downloaded");
        assertThat(vendor.orders()).hasSize(1);
    }

    @Test
    void a_whole_reference_is_accepted_once() {
        String task = reel("resolve", unresolved(), "--task", "order/1").out().strip();
        assertThat(reel("text", "submit SUBMISSION_UNKNOWN").code()).isEqualTo(ExitCodes.SUBMISSION_UNKNOWN);

        ReelRun twice = reel("resolve", String.valueOf(order(1).get("order")), "--task", task);
        assertThat(twice.code()).isEqualTo(ExitCodes.SUBMISSION_UNKNOWN);
        assertThat(twice.err()).contains("the task belongs to the order " + unresolved());
        assertThat(order(1).get("state")).isEqualTo("unknown");
    }

    @Test
    void an_order_resolved_without_a_task_is_rejected() {
        int requests = vendor.keys().size();
        ReelRun resolved = reel("resolve", unresolved(), "--not-accepted", "--json");

        assertThat(resolved.code()).as(resolved.err()).isZero();
        assertThat(resolved.json().get("state")).isEqualTo("rejected");
        assertThat(reel("tasks").out())
                .containsPattern("(?m)^rejected .* nothing; it was not billed, according to ann$");
        assertThat(vendor.keys()).hasSize(requests);
    }

    @Test
    void a_task_unknown_to_the_vendor_resolves_nothing() throws IOException {
        reel("text", "poll TASK_NOT_FOUND", "--no-wait", "--no-journal");
        String before = journalText();
        ReelRun run = reel("resolve", unresolved(), "--task", "order/2", "--json");

        assertThat(run.code()).isEqualTo(ExitCodes.SUBMISSION_UNKNOWN);
        assertThat(run.err()).contains("acme does not know a task with this id", "Nothing was recorded", "console");
        assertThat(JsonParser.at(run.json(), "failure.billing")).isEqualTo("UNKNOWN");
        assertThat(journalText()).isEqualTo(before);
    }

    @Test
    void an_unconfirmed_task_resolves_nothing_and_is_not_shown() throws IOException {
        String before = journalText();
        ReelRun wrong = reel("resolve", unresolved(), "--task", ReelRun.KEY, "--json");
        ReelRun keyless = run().with("ACME_API_KEY", "").reel("resolve", unresolved(), "--task", "order/1");

        assertThat(wrong.code()).isEqualTo(ExitCodes.SUBMISSION_UNKNOWN);
        assertThat(wrong.err() + wrong.out())
                .contains("acme could not confirm the task")
                .doesNotContain(ReelRun.KEY);
        assertThat(keyless.code()).isEqualTo(ExitCodes.SUBMISSION_UNKNOWN);
        assertThat(keyless.err()).contains("acme needs an API key");
        assertThat(journalText()).isEqualTo(before);
    }

    @Test
    void only_an_order_with_unknown_outcome_can_be_resolved() throws IOException {
        String task = reel("text", "a kitten", "--no-wait").out().strip();
        String before = journalText();
        ReelRun running = reel("resolve", String.valueOf(order(1).get("order")), "--not-accepted");
        ReelRun missing = reel("resolve", "00000000-0000-0007-0000-000000000001", "--not-accepted");

        assertThat(running.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(running.err()).contains("cannot be resolved: it is RUNNING", task);
        assertThat(missing.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(missing.err()).contains("the journal has no order 00000000-0000-0007-0000-000000000001");
        assertThat(journalText()).isEqualTo(before);
    }

    @Test
    void invalid_arguments_resolve_nothing() throws IOException {
        String before = journalText();
        List.of(
                        List.of("resolve"),
                        List.of("resolve", unresolved()),
                        List.of("resolve", unresolved(), "--task", "order/1", "--not-accepted"),
                        List.of("resolve", "lost", "--not-accepted"),
                        List.of("resolve", unresolved(), "--task", " "),
                        List.of("resolve", unresolved(), "--task", "reel:1:acme"),
                        List.of("resolve", unresolved(), "--not-accepted", "--no-journal"))
                .forEach(args -> assertThat(reel(args.toArray(String[]::new)).code())
                        .as(args.toString())
                        .isEqualTo(ExitCodes.USAGE));
        assertThat(reel("resolve", "lost", "--not-accepted").err())
                .contains("'lost' is not an order id. An order id looks like ", "List the ids: reel tasks");
        assertThat(journalText()).isEqualTo(before);
    }
}
