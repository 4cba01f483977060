package io.github.reel4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.journal.FileJournal;
import io.github.reel4j.journal.OrderSummary;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.OrderIntent.ExpectedPrice;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.SubmitOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpendCommandTest {

    private static final SubmitOutcome UNKNOWN = new SubmitOutcome.Indeterminate();

    @TempDir
    Path folder;

    private FileJournal journal = FileJournal.at(Path.of("unused"));
    private int orders;

    @BeforeEach
    void orders() {
        journal = FileJournal.at(folder.resolve("orders.journal"));
        accepted("2026-11-18T10:00:00Z", "acme", "acme-1", "0.50 USD", "0.50 USD");
        accepted("2026-11-18T23:30:00Z", "acme", "acme-1", "0.50 USD", "0.50 USD");
        order("2026-11-18T11:00:00Z", "acme", "acme-1", price("0.50 USD", "0.50 USD"), UNKNOWN);
        order(
                "2026-11-18T12:00:00Z",
                "acme",
                "acme-1",
                price("0.50 USD", "0.50 USD"),
                new SubmitOutcome.Rejected(FailureKind.FORBIDDEN));
        accepted("2026-11-18T13:00:00Z", "zeta", "fast, \"new\"", "0.10 USD", "0.60 USD");
        accepted("2026-11-18T13:01:00Z", "zeta", "fast, \"new\"", "0.05 EUR", "0.05 EUR");
        order("2026-11-19T00:00:00Z", "acme", "acme-2", new ExpectedPrice(Optional.empty(), Optional.empty()), UNKNOWN);
        accepted("2026-11-19T00:00:01Z", "acme", "acme-1", "0.125 USD", "0.125 USD");
    }

    private static ExpectedPrice price(String min, String max) {
        return new ExpectedPrice(Optional.of(Money.parse(min)), Optional.of(Money.parse(max)));
    }

    private void accepted(String at, String provider, String model, String min, String max) {
        OrderIntent intent = intent(provider, model, price(min, max));
        append(new OrderEvent.Created(Instant.parse(at), intent));
        append(new OrderEvent.Submitted(
                Instant.parse(at),
                intent.order(),
                new SubmitOutcome.Accepted(intent.task("t" + orders, Instant.parse(at)))));
    }

    private void order(String at, String provider, String model, ExpectedPrice price, SubmitOutcome outcome) {
        OrderIntent intent = intent(provider, model, price);
        append(new OrderEvent.Created(Instant.parse(at), intent));
        append(new OrderEvent.Submitted(Instant.parse(at), intent.order(), outcome));
    }

    private OrderIntent intent(String provider, String model, ExpectedPrice price) {
        OrderId id = new OrderId(new UUID(4, ++orders));
        return new OrderIntent(id, ProviderId.of(provider), Operation.TEXT_TO_VIDEO, model, "f", price);
    }

    private void append(OrderEvent event) {
        assertThat(journal.append(event).isRight()).isTrue();
    }

    private ReelRun spend(String... options) {
        List<String> args =
                new ArrayList<>(List.of("spend", "--journal", journal.file().toString()));
        args.addAll(List.of(options));
        if (!args.contains("--until")) { // today may be any day
            args.addAll(List.of("--until", "2026-11-30"));
        }
        return ReelRun.withoutKeys().reel(args.toArray(String[]::new));
    }

    @Test
    void the_table_totals_days_providers_and_models() {
        GoldenFile.check("spend", spend("--utc").displayed());
    }

    @Test
    void the_csv_has_one_line_for_each_row() {
        GoldenFile.check("spend-csv", spend("--utc", "--csv").displayed());
    }

    @Test
    void the_json_has_rows_and_totals() {
        ReelRun run = spend("--utc", "--json");
        assertThat(run.json().get("time_zone")).isEqualTo("UTC");
        GoldenFile.check("spend-json", run.displayed());
    }

    @Test
    void the_days_are_limited_by_options() {
        assertThat(spend("--utc", "--since", "2026-11-19", "--csv").out().lines())
                .hasSize(3);
        assertThat(spend("--utc", "--until", "2026-11-18", "--csv").out().lines())
                .hasSize(4);
        assertThat(spend("--utc", "--until", "2026-11-19", "--days", "1", "--csv")
                        .out()
                        .lines())
                .hasSize(3)
                .noneMatch(line -> line.startsWith("2026-11-18"));
    }

    @Test
    void days_start_in_the_time_zone() {
        List<OrderSummary> all = journal.readAll().get().orders();
        LocalDate day = LocalDate.of(2026, 11, 19);
        assertThat(SpendReport.of(all, ZoneId.of("Europe/Berlin"), day, day)
                        .rows()
                        .get(0)
                        .totals()
                        .accepted())
                .isEqualTo(2);
        assertThat(SpendReport.of(all, ZoneId.of("UTC"), day, day)
                        .rows()
                        .get(0)
                        .totals()
                        .accepted())
                .isEqualTo(1);
    }

    @Test
    void a_resolved_order_is_accepted_or_omitted() {
        append(new OrderEvent.Resolved(
                Instant.parse("2026-11-19T08:00:00Z"), new OrderId(new UUID(4, 3)), Optional.empty(), "Ann"));
        assertThat(spend("--utc", "--csv").out()).contains("2026-11-18,acme,acme-1,2,0,1,1,USD");
    }

    @Test
    void a_task_without_an_order_is_omitted_and_reported() {
        append(new OrderEvent.Completed(
                Instant.parse("2026-11-19T08:00:00Z"),
                intent("acme", "acme-1", price("1", "1")).task("foreign", Instant.EPOCH),
                Optional.empty()));
        ReelRun run = spend("--utc", "--json");
        assertThat(run.err()).contains("1 task is omitted, because the journal has no record of the order");
        assertThat(String.valueOf(run.json().get("without_price"))).isEqualTo("1");
    }

    @Test
    void damaged_lines_are_reported() throws IOException {
        Files.writeString(journal.file(), "garbage\n", StandardOpenOption.APPEND);
        assertThat(spend("--utc").err()).contains("line 18 is damaged");
    }

    @Test
    void an_empty_journal_has_no_rows() {
        journal = FileJournal.at(folder.resolve("none.journal"));
        assertThat(spend().out()).isEmpty();
        assertThat(spend().err()).contains("no accepted or unknown orders of these days in");
        assertThat(spend("--csv").out()).isEqualTo("day,provider,model,accepted,unknown,min,max,currency\n");
    }

    @Test
    void wrong_options_are_usage_errors() {
        assertThat(spend("--csv", "--json").code()).isEqualTo(ExitCodes.USAGE);
        assertThat(spend("--days", "0").err()).contains("Allowed: 1 to 36600.");
        assertThat(spend("--days", "3", "--since", "2026-11-01").err()).contains("Set either --since or --days.");
        assertThat(spend("--since", "2026-11-02", "--until", "2026-11-01").err())
                .contains("is after the last one");
        assertThat(spend("--since", "yesterday").code()).isEqualTo(ExitCodes.USAGE);
        assertThat(ReelRun.withoutKeys().reel("spend", "--no-journal").code()).isEqualTo(ExitCodes.USAGE);
    }
}
