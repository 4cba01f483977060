package io.github.reel4j.cli;

import io.github.reel4j.journal.JournalSnapshot;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code reel spend}: sums what the orders of the journal cost. */
@Command(
        name = "spend",
        description = {
            "Totals the orders of the journal by day, provider and model.",
            "ACCEPTED counts the orders that a vendor accepted, whether or not a video came of them. UNKNOWN counts"
                    + " those that it may have accepted. ESTIMATED is the sum of the estimates of both: a range if"
                    + " prices are ranges, 'unknown' if the vendor publishes no price. It is not the vendor's bill.",
            "Does not call vendors."
        })
final class SpendCommand implements Callable<Integer> {

    private static final LocalDate FIRST_DAY = LocalDate.of(1970, 1, 1);

    private final CliContext context;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    JournalOptions options = new JournalOptions();

    @Option(names = "--since", paramLabel = "DAY", description = "First day, for example 2026-11-01. Default: all.")
    Optional<LocalDate> since = Optional.empty();

    @Option(names = "--until", paramLabel = "DAY", description = "Last day, for example 2026-11-30. Default: today.")
    Optional<LocalDate> until = Optional.empty();

    @Option(names = "--days", paramLabel = "N", description = "The last N days up to --until. Default: all.")
    Optional<Integer> days = Optional.empty();

    @Option(names = "--utc", description = "Days in UTC. Default: in the time zone of this machine.")
    boolean utc;

    @Option(names = "--csv", description = "Print CSV, without totals. Default: a table.")
    boolean csv;

    @Option(names = "--json", description = "Print 1 JSON object on stdout, also on failure. Default: a table.")
    boolean json;

    SpendCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        CliJournal journal = CliJournal.of(context, options)
                .orElseThrow(() -> usage("--no-journal: 'reel spend' needs the journal."));
        if (csv && json) {
            throw usage("Set either --csv or --json.");
        }
        ZoneId zone = utc ? ZoneOffset.UTC : ZoneId.systemDefault();
        LocalDate last = until.orElseGet(() -> Instant.now().atZone(zone).toLocalDate());
        LocalDate first = firstDay(last);
        JournalSnapshot snapshot = journal.readAll();
        SpendReport report = SpendReport.of(snapshot.orders(), zone, first, last);
        context.report()
                .put("journal", journal.file().toString())
                .put("time_zone", utc ? "UTC" : zone.getId())
                .put("since", first.toString())
                .put("until", last.toString());
        journal.reportCorruptLines(context, snapshot);
        write(report, journal);
        return ExitCodes.OK;
    }

    private LocalDate firstDay(LocalDate last) {
        if (since.isPresent() && days.isPresent()) {
            throw usage("Set either --since or --days.");
        }
        if (days.isPresent() && (days.get() < 1 || days.get() > 36_600)) {
            throw usage("--days " + days.get() + " is out of range. Allowed: 1 to 36600.");
        }
        LocalDate first =
                since.or(() -> days.map(count -> last.minusDays(count - 1L))).orElse(FIRST_DAY);
        if (first.isAfter(last)) {
            throw usage("the first day, " + first + ", is after the last one, " + last + ".");
        }
        return first;
    }

    private void write(SpendReport report, CliJournal journal) {
        if (json) {
            SpendReportFormat.writeTo(context.report(), report);
        } else if (csv) {
            context.terminal().data(SpendReportFormat.csv(report));
        } else if (!report.rows().isEmpty()) {
            context.terminal().data(SpendReportFormat.table(report));
        }
        if (report.withoutPrice() > 0) {
            context.terminal()
                    .note(report.withoutPrice() + (report.withoutPrice() == 1 ? " task is" : " tasks are")
                            + " omitted, because the journal has no record of the order");
        }
        if (report.rows().isEmpty()) {
            context.terminal().note("no accepted or unknown orders of these days in " + journal.file());
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
