package io.github.reel4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VerboseTest extends AcmeTest {

    private static List<String> names(ReelRun run) {
        return lines(run).map(line -> line.split(" ", -1)[2]).toList();
    }

    private static Stream<String> lines(ReelRun run) {
        return run.err().lines().filter(line -> line.startsWith("event "));
    }

    @Test
    void every_event_of_an_order_is_one_line() {
        ReelRun run = reel("text", "a canary kitten", "--verbose", "-o", video());

        assertThat(run.code()).isZero();
        assertThat(run.out()).isEqualTo(video() + "\n");
        assertThat(names(run))
                .startsWith("order-priced", "permit-requested", "submit-started", "submit-finished", "poll-finished")
                .endsWith("task-finished", "download-started", "download-finished");
        assertThat(lines(run))
                .first()
                .asString()
                .matches("event 2\\d{3}-\\S+Z order-priced provider=acme"
                        + " operation=text-to-video model=acme-1 order=[0-9a-f-]{36} price=\"0.50 USD\"");
        assertThat(lines(run))
                .last()
                .asString()
                .matches("event \\S+ download-finished provider=acme"
                        + " operation=text-to-video model=acme-1 order=\\S+ task=reel:1:acme:\\S+"
                        + " duration=\\d+[.]\\d{3}s"
                        + " bytes=" + AcmeVendor.VIDEO.length);
        assertThat(lines(run)).noneMatch(line -> line.contains("canary") || line.contains("/media/"));
    }

    @Test
    void resumed_and_polled_tasks_are_verbose_too() {
        String task = submit("a kitten");

        assertThat(names(reel("status", task, "--verbose"))).containsExactly("poll-finished");
        assertThat(lines(reel("status", task, "--verbose")))
                .singleElement()
                .asString()
                .contains("state=running");
        assertThat(names(reel("resume", task, "--verbose", "-o", video()))).endsWith("download-finished");
    }

    @Test
    void a_failed_order_names_kind_and_billing() {
        ReelRun run = reel("text", "submit INSUFFICIENT_BALANCE", "--verbose");

        assertThat(run.code()).isNotZero();
        assertThat(lines(run)).last().asString().contains("failure=INSUFFICIENT_BALANCE billing-status=NOT_BILLED");
    }

    @Test
    void without_the_option_no_event_is_written() {
        assertThat(lines(reel("text", "a kitten", "-o", video()))).isEmpty();
    }
}
