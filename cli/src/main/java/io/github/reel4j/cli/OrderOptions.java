package io.github.reel4j.cli;

import io.github.reel4j.model.Money;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.model.SpendLimit;
import io.github.reel4j.spi.BaseUrlRules;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of all commands that order. */
final class OrderOptions {

    private static final int MAX_PORT = 65_535;

    @Option(
            names = "--provider",
            paramLabel = "ID[,ID...]",
            description = "Provider to order from. With several, separated by commas, the next one is tried if the"
                    + " previous one provably did not accept the order. Default: REEL4J_PROVIDER, or else the only"
                    + " provider that can accept it.")
    Optional<String> provider = Optional.empty();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "File for the video. An existing file is never overwritten; the video is saved as FILE-2 and"
                    + " so on. Default: TASK.mp4 in the current folder.")
    Optional<Path> output = Optional.empty();

    @Option(
            names = "--no-wait",
            description = "Print the task and exit. 'reel resume' downloads the video later. Default: wait.")
    boolean noWait;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "30m",
            description = "Longest wait for the video: a number with ms, s, m or h, for example 90s. The task continues"
                    + " after the timeout. Default: ${DEFAULT-VALUE}.")
    Duration timeout = Duration.ofMinutes(30);

    @Option(
            names = "--order-key",
            paramLabel = "KEY",
            description = "Your own name of this order, for example invoice-4711; 1 to 128 visible ASCII characters. A"
                    + " later run with the same key and request orders nothing, and gets this order's video. The"
                    + " journal stores the key. Default: every run orders.")
    Optional<OrderKey> orderKey = Optional.empty();

    @Option(
            names = "--callback-url",
            paramLabel = "URL",
            description = "Public https URL for the vendor's callbacks; its requests must reach --listen. Polling"
                    + " continues; a callback only shortens the time to notice the result. Default: no callbacks.")
    Optional<URI> callbackUrl = Optional.empty();

    @Option(
            names = "--listen",
            paramLabel = "PORT",
            description = "Listen for callbacks on 127.0.0.1:PORT, 1 to 65535, or 0 for any free port. Without"
                    + " --callback-url only local simulators can reach it. Default: do not listen.")
    Optional<Integer> listen = Optional.empty();

    @Option(
            names = "--max-price",
            paramLabel = "USD",
            description = "Do not order if the price may be higher, for example 0.50 or '0.50 EUR', or is unknown."
                    + " Without a terminal, orders within this price need no confirmation. Default: no limit.")
    Optional<Money> maxPrice = Optional.empty();

    @Option(
            names = "--max-spend",
            paramLabel = "LIMIT",
            description = "Do not order if the journal's orders of a period and this one may cost more together, for"
                    + " example '5 USD/24h', '$5/1h' or '100 EUR/30d'. Default: no limit.")
    Optional<SpendLimit> maxSpend = Optional.empty();

    @Option(
            names = "--allow-unknown-price",
            description = "With --max-price or --max-spend: order also if the price is unknown. Such an order counts"
                    + " as 0.")
    boolean allowUnknownPrice;

    @Option(
            names = "--yes",
            description = "Order without confirmation. Without a terminal, this or --max-price is required.")
    boolean yes;

    @Option(names = "--json", description = "Print 1 JSON object on stdout, also on failure. Default: text.")
    boolean json;

    @Mixin
    JournalOptions journal = new JournalOptions();

    @Mixin
    TlsOptions tls = new TlsOptions();

    @Mixin
    VerboseOption verbose = new VerboseOption();

    @Option(
            names = "--simulate",
            description = "Order from the built-in simulator. Default: only if no API key is set.")
    boolean simulate;

    @Option(
            names = "--dry-run",
            description = "Send nothing; show the request, its HTTP request and the price estimate.")
    boolean dryRun;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Set a parameter that only this vendor has. May be repeated. 'reel providers' lists the"
                    + " parameters, their defaults and allowed values.")
    Map<String, String> set = new LinkedHashMap<>();

    @Option(
            names = "--allow-undocumented-values",
            description = "Send values that the vendor's documentation does not list; their price is unknown. Default:"
                    + " such values are invalid.")
    boolean allowUndocumentedValues;

    /** Returns why {@code port} is invalid; empty if it is valid or not set. */
    static Optional<String> portViolation(String option, Optional<Integer> port) {
        return port.filter(number -> number < 0 || number > MAX_PORT)
                .map(number -> option + " " + number + " is not a port. Allowed: 0 to " + MAX_PORT + ".");
    }

    /** Returns why {@code --max-spend} is invalid; empty if it is valid or not set. */
    Optional<String> spendViolation() {
        return maxSpend.filter(limit -> journal.disabled)
                .map(limit -> "--max-spend needs the journal, which has the earlier orders. Remove --no-journal.");
    }

    /** Returns why {@code --callback-url} or {@code --listen} is invalid; empty if both are valid. */
    Optional<String> callbackViolation() {
        if (callbackUrl.isPresent() && listen.isEmpty()) {
            return Optional.of("--callback-url needs --listen PORT, the local port that receives its requests.");
        }
        return portViolation("--listen", listen)
                .or(() -> callbackUrl
                        .filter(url -> !BaseUrlRules.isAllowed(url.toString()))
                        .map(url -> "--callback-url must be an https URL, or an http URL on this"
                                + " machine, with a valid port and"
                                + " without user, query and fragment. Nothing was"
                                + " ordered, nothing was billed."));
    }
}
