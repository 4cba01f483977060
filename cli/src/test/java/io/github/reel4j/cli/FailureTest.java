package io.github.reel4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.FailureKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FailureTest extends AcmeTest {

    private ReelRun order(String prompt, String... options) {
        List<String> args = new ArrayList<>(List.of("text", prompt, "-o", video()));
        args.addAll(List.of(options));
        return reel(args.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({
        "submit INVALID_REQUEST, 3",
        "submit AUTHENTICATION, 4",
        "submit SUBMISSION_UNKNOWN, 8",
        "submit INSUFFICIENT_BALANCE, 11",
        "submit INCOMPATIBLE, 11",
        "submit BUG, 8",
        "poll AUTHENTICATION, 4",
        "fail GENERATION_FAILED, 6"
    })
    void each_vendor_failure_has_an_exit_code_and_one_json_object(String prompt, int code) {
        ReelRun run = order(prompt, "--json");

        assertThat(run.code()).isEqualTo(code);
        assertThat(run.json().get("exit_code")).hasToString(String.valueOf(code));
        assertThat(run.err() + run.out()).doesNotContain(ReelRun.KEY).doesNotContain("\tat ");
        assertThat(vendor.orders()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(FailureKind.class)
    void the_help_lists_the_exit_code_of_every_failure_kind(FailureKind kind) {
        String help = ReelRun.withoutKeys().reel("--help").out();

        assertThat(help).containsPattern("(?m)^ *" + ExitCodes.of(kind) + " ");
    }

    @Test
    void each_failure_kind_has_its_documented_exit_code() {
        Map<FailureKind, Integer> table = Map.ofEntries(
                Map.entry(FailureKind.INVALID_REQUEST, 3),
                Map.entry(FailureKind.UNSUPPORTED, 9),
                Map.entry(FailureKind.NO_PROVIDER, 9),
                Map.entry(FailureKind.AMBIGUOUS_PROVIDER, 9),
                Map.entry(FailureKind.BROKEN_PROVIDER, 9),
                Map.entry(FailureKind.CONFIGURATION, 2),
                Map.entry(FailureKind.MISSING_CREDENTIALS, 4),
                Map.entry(FailureKind.AUTHENTICATION, 4),
                Map.entry(FailureKind.RATE_LIMITED, 5),
                Map.entry(FailureKind.GENERATION_FAILED, 6),
                Map.entry(FailureKind.CANCELLED, 6),
                Map.entry(FailureKind.STILL_RUNNING, 7),
                Map.entry(FailureKind.SUBMISSION_UNKNOWN, 8),
                Map.entry(FailureKind.OVER_PRICE_CAP, 10),
                Map.entry(FailureKind.OVER_BUDGET, 10),
                Map.entry(FailureKind.INTERRUPTED, 130),
                Map.entry(FailureKind.DEFECT, 1));
        for (FailureKind kind : FailureKind.values()) {
            assertThat(ExitCodes.of(kind)).as(kind.name()).isEqualTo(table.getOrDefault(kind, 11));
        }
    }

    @Test
    void an_order_with_unknown_outcome_is_reported_and_not_resent() {
        ReelRun run = order("submit SUBMISSION_UNKNOWN", "--json");
        Map<?, ?> failure = (Map<?, ?>) JsonParser.at(run.json(), "failure");

        assertThat(run.json().get("state")).isEqualTo("unknown");
        assertThat(failure.get("kind")).isEqualTo("SUBMISSION_UNKNOWN");
        assertThat(failure.get("billing")).isEqualTo("UNKNOWN");
        assertThat(failure.get("retry")).isEqualTo("NEVER");
        assertThat(failure.get("vendor_code")).isEqualTo("E42");
        assertThat(failure.get("vendor_message")).isEqualTo("not today");
        assertThat(vendor.orders()).hasSize(1);
    }

    @Test
    void all_violations_are_reported_and_nothing_is_sent() {
        ReelRun run = order("", "--resolution", "720p", "--seed", "-1");

        GoldenFile.check("invalid", run.displayed());
        assertThat(run.code()).isEqualTo(3);
        assertThat(vendor.keys()).isEmpty();
    }

    @Test
    void the_timeout_ends_the_wait_and_not_the_task() {
        ReelRun run = order("never", "--timeout", "200ms", "--json");

        assertThat(run.code()).isEqualTo(7);
        assertThat(run.json().get("state")).isEqualTo("running");
        assertThat(run.err()).contains("STILL_RUNNING").contains("reel resume reel:1:acme:");
    }

    @Test
    void a_price_above_the_cap_fails_before_anything_is_sent() {
        ReelRun known = order("a kitten", "--max-price", "0.10");
        ReelRun unknown = order("a kitten", "--max-price", "0.10", "--resolution", "1080p");
        ReelRun foreign = order("a kitten", "--max-price", "0.10 EUR", "--dry-run");

        assertThat(List.of(known.code(), unknown.code(), foreign.code())).containsOnly(10);
        assertThat(unknown.err()).contains("--allow-unknown-price");
        assertThat(vendor.orders()).isEmpty();
        assertThat(order("a kitten", "--max-price", "0.10", "--resolution", "1080p", "--allow-unknown-price")
                        .code())
                .isZero();
        assertThat(order("a kitten", "--max-price", "$0.50").code()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "text",
        "text a b",
        "text a --resolution huge",
        "text a --max-price free",
        "text a --timeout soon",
        "text a --nonsense",
        "image",
        "image https://a.example/i.png --image https://a.example/j.png",
        "image https://a.example/i.png --duration long",
        "animate --image https://a.example/i.png --video https://a.example/v --motion-seconds 0",
        "status reel:1:cut",
        "status other:1",
        "resume reel:2:acme:x",
        "nonsense",
        "text a --provider Not-An-Id"
    })
    void invalid_arguments_exit_with_usage_and_cost_nothing(String line) {
        ReelRun run = ReelRun.acme(vendor).reel(line.split(" ", -1));
        ReelRun json = ReelRun.acme(vendor).reel((line + " --json").split(" ", -1));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isNotBlank().doesNotContain("\tat ");
        assertThat(JsonParser.at(json.json(), "failure.billing")).isEqualTo("NOT_BILLED");
        assertThat(vendor.orders()).isEmpty();
    }

    @Test
    void a_missing_command_exits_with_usage() {
        ReelRun run = ReelRun.withoutKeys().reel();

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("reel --help");
    }

    @Test
    void an_argument_garbled_by_the_locale_is_not_ordered() {
        ReelRun run = order("a \ufffd\ufffd kitten");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("LC_ALL=C.UTF-8");
        assertThat(vendor.orders()).isEmpty();
    }

    @Test
    void a_task_survives_missing_credentials() {
        String task = submit("never");
        ReelRun run = ReelRun.acme().reel("resume", task, "-o", video());

        assertThat(run.code()).isEqualTo(4);
        assertThat(run.err()).startsWith("MISSING_CREDENTIALS").contains("reel resume " + task);
    }

    @Test
    void a_bug_prints_one_line_without_key_or_stack_trace() {
        ReelRun plain = brokenInput().reel("text", "kitten", "--json");
        ReelRun debug = brokenInput().with("REEL_DEBUG", "1").reel("text", "kitten");

        assertThat(plain.code()).isEqualTo(1);
        assertThat(plain.err())
                .contains("BUG  java.lang.AssertionError at io.github.reel4j.cli.ReelRun")
                .contains("Nothing was ordered")
                .doesNotContain("\tat ")
                .doesNotContain(ReelRun.KEY);
        assertThat(JsonParser.at(plain.json(), "failure.kind")).isEqualTo("BUG");
        assertThat(JsonParser.at(plain.json(), "failure.billing")).isEqualTo("NOT_BILLED");
        assertThat(debug.err()).contains("\tat ").doesNotContain(ReelRun.KEY);
        assertThat(vendor.orders()).isEmpty();
    }

    /** Returns a run that asks for confirmation and cannot read the answer. */
    private ReelRun brokenInput() {
        return ReelRun.acme(vendor)
                .on(new TerminalCapabilities(false, true, false, true))
                .brokenInput();
    }

    @Test
    void a_bug_of_a_provider_before_the_order_sends_nothing() {
        ReelRun run = order("bug", "--json");

        assertThat(run.code()).isEqualTo(9);
        assertThat(run.err())
                .contains("BROKEN_PROVIDER", "java.lang.AssertionError")
                .doesNotContain("\tat ")
                .doesNotContain(ReelRun.KEY);
        assertThat(JsonParser.at(run.json(), "failure.kind")).isEqualTo("BROKEN_PROVIDER");
        assertThat(JsonParser.at(run.json(), "failure.billing")).isEqualTo("NOT_BILLED");
        assertThat(vendor.orders()).isEmpty();
    }

    @Test
    void a_bug_while_sending_reports_the_possible_order() {
        ReelRun run = ReelRun.acme(vendor);
        CliContext context = run.context();
        context.shutdown().sending(false, () -> false);

        assertThat(new FailureReport(context).of(new AssertionError())).isEqualTo(1);
        assertThat(run.err()).contains("BUG").contains("Check the vendor's console before ordering again");
    }
}
