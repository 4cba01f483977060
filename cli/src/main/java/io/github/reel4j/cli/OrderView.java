package io.github.reel4j.cli;

import io.github.reel4j.Quote;
import io.github.reel4j.VideoException;
import io.github.reel4j.cli.TerminalStreams.Style;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Shows an order on stderr: its quotes, its task and its file. */
final class OrderView {

    private final TerminalStreams terminal;

    OrderView(TerminalStreams terminal) {
        this.terminal = terminal;
    }

    /** Shows each provider that would be tried, with its price, and each that would not. */
    void showQuotes(OrderQuotes quotes) {
        showQuote(quotes.first());
        quotes.fallbacks().forEach(each -> {
            terminal.note("  " + fallbackCondition(quotes.first()));
            showQuote(each);
        });
        quotes.skipped().forEach(each -> terminal.note("  " + skippedProvider(each)));
    }

    /** Returns when a fallback of {@code first} is tried. */
    static String fallbackCondition(Quote first) {
        return "or, if " + first.provider() + " does not accept the order:";
    }

    /** Returns why a provider that the user has chosen would not be tried. */
    static String skippedProvider(Quote quote) {
        return quote.provider()
                + switch (quote.disposition()) {
                    case SKIPPED -> " is skipped: " + reason(quote);
                    case STOPS_FALLBACK -> " cannot accept the order, so no other provider is tried: " + reason(quote);
                    default -> " is not tried";
                };
    }

    private static String reason(Quote quote) {
        return quote.failure()
                .map(failure -> String.valueOf(new VideoException(failure).getMessage()))
                .orElse("");
    }

    private void showQuote(Quote quote) {
        ResolvedRequest request = OrderQuotes.request(quote);
        if (request.model().availability() == ModelSpec.Availability.INFERRED) {
            terminal.warn(request.model().id() + ": "
                    + request.model().note().orElse("part of this request is inferred, not documented by the vendor."));
        }
        terminal.note("  " + headline(request));
        terminal.note("  price   " + OrderQuotes.estimate(quote).describe());
    }

    /** Returns the provider, the model, and the resolution with the vendor's spelling of it. */
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

    /** Shows that the video was downloaded. */
    void done(Path file, Duration elapsed, GeneratedVideo video, long bytes) {
        List<String> parts = new ArrayList<>();
        parts.add(terminal.paint(Style.GOOD, terminal.symbol("\u2714", "done")) + " " + file);
        parts.add(DurationAndSizeFormat.clock(elapsed));
        if (video.width().isPresent() && video.height().isPresent()) {
            parts.add(video.width().getAsInt() + "x" + video.height().getAsInt());
        }
        video.duration().map(DurationAndSizeFormat::duration).ifPresent(parts::add);
        parts.add(DurationAndSizeFormat.size(bytes));
        terminal.note("  " + String.join("   ", parts));
    }
}
