package io.github.reel4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An order of unknown fate, found again at the vendor's console or not. */
@Timeout(60)
class ResolveCommandTest {

    @TempDir
    Path folder;

    private final AcmeVendor vendor = new AcmeVendor(0);

    @BeforeEach
    void loseAnOrder() {
        assertThat(reel("text", "submit SUBMISSION_UNKNOWN").code()).isEqualTo(ExitCodes.SUBMISSION_UNKNOWN);
    }

    @AfterEach
    void stop() {
        vendor.close();
    }

    private Path journal() {
        return folder.resolve("orders.journal");
    }

    private ReelRun run() {
        return ReelRun.acme(vendor).with("REEL4J_JOURNAL", journal().toString()).with("USER", "ann");
    }

    private ReelRun reel(String... args) {
        return run().reel(args);
    }

    private Map<?, ?> order(int number) {
        return (Map<?, ?>) ((List<?>) JsonParser.at(reel("tasks", "--json").json(), "tasks")).get(number);
    }

    private String lost() {
        return String.valueOf(order(0).get("order"));
    }

    private String written() throws IOException {
        return Files.readString(journal());
    }

    @Test
    void the_list_says_how_an_order_of_unknown_fate_is_settled() {
        assertThat(reel("tasks").out()).contains("reel resolve " + lost() + " --task ID or --not-accepted");
    }

    @Test
    void an_order_whose_task_was_found_is_fetched_and_not_ordered_again() {
        ReelRun settled = reel("resolve", lost(), "--task", "order/1");

        assertThat(settled.code()).as(settled.err()).isZero();
        assertThat(settled.out()).startsWith("reel:1:acme:text-to-video:order%2F1:");
        assertThat(settled.err())
                .contains("To fetch it: reel resume " + settled.out().strip());
        assertThat(order(0).get("state")).isEqualTo("running");
        assertThat(order(0).get("settled_by")).isEqualTo("ann");
        ReelRun fetched = reel("resume", "--all", "-o", folder.toString());
        assertThat(fetched.code()).as(fetched.err()).isZero();
        assertThat(fetched.out()).contains(folder.resolve("order_1.mp4").toString());
        assertThat(order(0).get("state")).isEqualTo("delivered");
        assertThat(vendor.orders()).hasSize(1);
    }

    @Test
    void the_whole_reference_will_do_as_well() {
        String task = reel("resolve", lost(), "--task", "order/1").out().strip();
        assertThat(reel("text", "submit SUBMISSION_UNKNOWN").code()).isEqualTo(ExitCodes.SUBMISSION_UNKNOWN);

        ReelRun twice = reel("resolve", String.valueOf(order(1).get("order")), "--task", task);
        assertThat(twice.code()).isEqualTo(ExitCodes.SUBMISSION_UNKNOWN);
        assertThat(twice.err()).contains("the task is that of the order " + lost());
        assertThat(order(1).get("state")).isEqualTo("unknown");
    }

    @Test
    void an_order_that_was_not_accepted_is_refused_and_says_who_says_so() {
        int asked = vendor.keys().size();
        ReelRun settled = reel("resolve", lost(), "--not-accepted", "--json");

        assertThat(settled.code()).as(settled.err()).isZero();
        assertThat(settled.json().get("state")).isEqualTo("refused");
        assertThat(reel("tasks").out()).containsPattern("(?m)^refused .* nothing; it was not billed, says ann$");
        assertThat(vendor.keys()).hasSize(asked);
    }

    @Test
    void a_task_that_the_vendor_does_not_know_settles_nothing() throws IOException {
        reel("text", "poll TASK_NOT_FOUND", "--no-wait", "--no-journal");
        String before = written();
        ReelRun run = reel("resolve", lost(), "--task", "order/2", "--json");

        assertThat(run.code()).isEqualTo(ExitCodes.SUBMISSION_UNKNOWN);
        assertThat(run.err()).contains("acme knows no task of that name", "Nothing was written", "perhaps");
        assertThat(JsonParser.at(run.json(), "error.billed")).isEqualTo("MAYBE");
        assertThat(written()).isEqualTo(before);
    }

    @Test
    void where_the_vendor_cannot_be_asked_nothing_is_settled_and_what_was_typed_is_not_repeated() throws IOException {
        String before = written();
        ReelRun wrong = reel("resolve", lost(), "--task", ReelRun.KEY, "--json");
        ReelRun keyless = run().with("ACME_API_KEY", "").reel("resolve", lost(), "--task", "order/1");

        assertThat(wrong.code()).isEqualTo(ExitCodes.SUBMISSION_UNKNOWN);
        assertThat(wrong.err() + wrong.out())
                .contains("acme could not be asked whether there is such a task")
                .doesNotContain(ReelRun.KEY);
        assertThat(keyless.code()).isEqualTo(ExitCodes.SUBMISSION_UNKNOWN);
        assertThat(keyless.err()).contains("acme needs an API key");
        assertThat(written()).isEqualTo(before);
    }

    @Test
    void only_an_order_of_unknown_fate_is_settled() throws IOException {
        String task = reel("text", "a kitten", "--no-wait").out().strip();
        String before = written();
        ReelRun running = reel("resolve", String.valueOf(order(1).get("order")), "--not-accepted");
        ReelRun nobody = reel("resolve", "00000000-0000-0007-0000-000000000001", "--not-accepted");

        assertThat(running.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(running.err()).contains("is not of unknown fate: it is RUNNING", task);
        assertThat(nobody.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(nobody.err()).contains("the journal has no order 00000000-0000-0007-0000-000000000001");
        assertThat(written()).isEqualTo(before);
    }

    @Test
    void what_cannot_be_meant_is_refused_as_such() throws IOException {
        String before = written();
        List.of(
                        List.of("resolve"),
                        List.of("resolve", lost()),
                        List.of("resolve", lost(), "--task", "order/1", "--not-accepted"),
                        List.of("resolve", "lost", "--not-accepted"),
                        List.of("resolve", lost(), "--task", " "),
                        List.of("resolve", lost(), "--task", "reel:1:acme"),
                        List.of("resolve", lost(), "--not-accepted", "--no-journal"))
                .forEach(args -> assertThat(reel(args.toArray(String[]::new)).code())
                        .as(args.toString())
                        .isEqualTo(ExitCodes.USAGE));
        assertThat(written()).isEqualTo(before);
    }
}
