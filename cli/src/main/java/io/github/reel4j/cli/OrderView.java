package io.github.reel4j.cli;

import io.github.reel4j.Preview;
import io.github.reel4j.Quote;
import io.github.reel4j.VideoException;
import io.github.reel4j.cli.Terminal.Style;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What people see of an order on its way. */
final class OrderView {

    private final Terminal terminal;

    OrderView(Terminal terminal) {
        this.terminal = terminal;
    }

    /** What is about to be ordered, and for how much. */
    void showQuotes(OrderQuotes offers) {
        quoteText(offers.first());
        offers.fallbacks().forEach(each -> {
            terminal.note("  or, if " + offers.first().request().provider() + " takes no order,");
            quoteText(each);
        });
        offers.skipped().forEach(each -> terminal.note("  " + skippedProvider(each)));
    }

    /** Why somebody is not asked, whom the user has named. */
    static String skippedProvider(Quote quote) {
        return quote.provider()
                + switch (quote.disposition()) {
                    case SKIPPED -> " is passed over: " + reason(quote);
                    case STOPS_FALLBACK -> " would not take it, and nobody is asked after it: " + reason(quote);
                    default -> " is not asked";
                };
    }

    private static String reason(Quote quote) {
        return quote.failure()
                .map(failure -> String.valueOf(new VideoException(failure).getMessage()))
                .orElse("");
    }

    private void quoteText(Preview preview) {
        ResolvedRequest request = preview.request();
        if (request.model().availability() == ModelSpec.Availability.INFERRED) {
            terminal.warn(request.model().id() + ": "
                    + request.model().note().orElse("part of this call is deduced, not documented by the vendor."));
        }
        terminal.note("  " + headline(request));
        terminal.note("  price   " + preview.estimate().describe());
    }

    /** Provider, model, and the resolution in both spellings. */
    static String headline(ResolvedRequest request) {
        String size = request.get(Field.RESOLUTION)
                .map(tier -> {
                    String wire = request.wire(Field.RESOLUTION).orElse(tier.value());
                    return "  " + tier + (wire.equals(tier.value()) ? "" : " (" + wire + ")");
                })
                .orElse("");
        return request.provider() + "  " + request.model().id() + size;
    }

    void task(TaskRef task) {
        terminal.note("  task    " + task + "   " + terminal.paint(Style.FAINT, "(reel resume TASK)"));
    }

    /** The file is there. */
    void done(Path file, Duration elapsed, GeneratedVideo video, long bytes) {
        List<String> facts = new ArrayList<>();
        facts.add(terminal.paint(Style.GOOD, terminal.symbol("\u2714", "done")) + " " + file);
        facts.add(Formats.clock(elapsed));
        if (video.width().isPresent() && video.height().isPresent()) {
            facts.add(video.width().getAsInt() + "x" + video.height().getAsInt());
        }
        video.duration().map(Formats::duration).ifPresent(facts::add);
        facts.add(Formats.size(bytes));
        terminal.note("  " + String.join("   ", facts));
    }
}
