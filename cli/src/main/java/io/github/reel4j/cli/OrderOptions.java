package io.github.reel4j.cli;

import io.github.reel4j.model.Money;
import io.github.reel4j.pricing.SpendGuard;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What all orders have in common. */
final class OrderOptions {

    @Option(
            names = "--provider",
            paramLabel = "ID",
            description = "Order from this provider; needed where several could take the order.")
    Optional<String> provider = Optional.empty();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where the video goes; TASK.mp4 if not set. An existing file is kept as FILE.1 and so on.")
    Optional<Path> output = Optional.empty();

    @Option(names = "--no-wait", description = "Print the task and end; fetch the video with 'reel resume'.")
    boolean noWait;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "30m",
            description = "Longest wait, for example 90s or 30m. The task outlives it. Default: ${DEFAULT-VALUE}.")
    Duration timeout = Duration.ofMinutes(30);

    @Option(
            names = "--max-price",
            paramLabel = "USD",
            description =
                    "Refuse to order if it may cost more, for example 0.50 or '0.50 EUR', or if its price is unknown.")
    Optional<Money> maxPrice = Optional.empty();

    @Option(names = "--allow-unknown-price", description = "Order under --max-price even if the price is unknown.")
    boolean allowUnknownPrice;

    @Option(names = "--yes", description = "Do not ask before spending.")
    boolean yes;

    @Option(names = "--json", description = "Print one JSON object on stdout, whatever happens.")
    boolean json;

    @Option(names = "--simulate", description = "Order from the built-in simulator, even with a key.")
    boolean simulate;

    @Option(
            names = "--dry-run",
            description = "Send nothing; show the request, the HTTP it would be, and the estimate.")
    boolean dryRun;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Set a parameter that only this vendor has; 'reel providers' lists them. May be repeated.")
    Map<String, String> set = new LinkedHashMap<>();

    @Option(
            names = "--beyond-documents",
            description = "Send values that the vendor's document does not list; their price is unknown.")
    boolean beyondDocuments;

    SpendGuard spendGuard() {
        return new SpendGuard(maxPrice, allowUnknownPrice);
    }
}
