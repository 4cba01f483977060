package io.github.reel4j.cli;

import io.github.reel4j.model.Money;
import io.github.reel4j.spi.BaseUrlRules;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What all orders have in common. */
final class OrderOptions {

    private static final int LAST_PORT = 65_535;

    @Option(
            names = "--provider",
            paramLabel = "ID[,ID...]",
            description = "Order from this provider; needed where several could take the order. Of several, with commas"
                    + " between them, the next is asked if the one before provably took no order.")
    Optional<String> provider = Optional.empty();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description =
                    "Where the video goes; TASK.mp4 if not set. A file that is there is left alone: the video is saved"
                            + " as FILE-2 and so on.")
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
            names = "--callback-url",
            paramLabel = "URL",
            description =
                    "Have the vendor call back there, where it knows callbacks: the https address outside whose requests"
                            + " reach --listen. Polls go on, so that a callback only makes the end known sooner.")
    Optional<URI> callbackUrl = Optional.empty();

    @Option(
            names = "--listen",
            paramLabel = "PORT",
            description = "Take callbacks at 127.0.0.1:PORT; alone, from a simulator on this machine.")
    Optional<Integer> listen = Optional.empty();

    @Option(
            names = "--max-price",
            paramLabel = "USD",
            description =
                    "Refuse to order if it may cost more, for example 0.50 or '0.50 EUR', or if its price is unknown."
                            + " Without a terminal, what is within it is ordered unasked.")
    Optional<Money> maxPrice = Optional.empty();

    @Option(names = "--allow-unknown-price", description = "Order under --max-price even if the price is unknown.")
    boolean allowUnknownPrice;

    @Option(
            names = "--yes",
            description = "Order without asking. Without a terminal nobody can be asked: give this, or --max-price.")
    boolean yes;

    @Option(names = "--json", description = "Print one JSON object on stdout, whatever happens.")
    boolean json;

    @Mixin
    JournalOptions journal = new JournalOptions();

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
    boolean allowUndocumentedValues;

    /** What is wrong with a port to listen at; empty if nothing is. */
    static Optional<String> portViolation(Optional<Integer> listen) {
        return listen.filter(port -> port < 0 || port > LAST_PORT)
                .map(port -> "--listen " + port + " is not a port. Allowed: 0 to " + LAST_PORT + ".");
    }

    /** What is wrong with how callbacks are asked for; empty if nothing is. */
    Optional<String> callbackViolation() {
        if (callbackUrl.isPresent() && listen.isEmpty()) {
            return Optional.of("--callback-url needs --listen PORT: where its requests arrive on this machine.");
        }
        return portViolation(listen)
                .or(() -> callbackUrl
                        .filter(url -> !BaseUrlRules.allowed(url.toString()))
                        .map(url -> "--callback-url must be an https address, or http on this machine, without user"
                                + " and query."));
    }
}
