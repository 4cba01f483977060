package io.github.reel4j.cli;

import io.github.reel4j.queue.OrderQueue;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that choose the database of an order queue. */
final class QueueOptions {

    private static final String DEFAULT_PREFIX = "reel_";

    @Option(
            names = "--db",
            paramLabel = "URL",
            description = "JDBC URL of the database: jdbc:postgresql://HOST:PORT/DATABASE. Default: REEL4J_DB_URL. User"
                    + " and password are in the URL, or in PGUSER and PGPASSWORD.")
    Optional<String> url = Optional.empty();

    @Option(
            names = "--schema",
            paramLabel = "NAME",
            description = "Schema of the tables. Default: 'public' if --prefix is set, or else that of the connection.")
    Optional<String> schema = Optional.empty();

    @Option(names = "--prefix", paramLabel = "PREFIX", description = "Prefix of the tables. Default: reel_.")
    Optional<String> prefix = Optional.empty();

    @Option(names = "--json", description = "Print 1 JSON object on stdout, also on failure. Default: text.")
    boolean json;

    /** Returns the queue. Connects at its first use. */
    OrderQueue queue(CliContext context) {
        String text = url.filter(each -> !each.isBlank())
                .or(() -> context.settings().environment("REEL4J_DB_URL"))
                .orElseThrow(() -> new CliException(
                        ExitCodes.USAGE,
                        "USAGE  the database is missing. Set --db jdbc:postgresql://HOST:PORT/DATABASE, or"
                                + " REEL4J_DB_URL."));
        UrlDataSource database = new UrlDataSource(
                DatabaseUrl.parse(text),
                context.settings().environment("PGUSER"),
                context.settings().environment("PGPASSWORD"));
        if (schema.isEmpty() && prefix.isEmpty()) {
            return OrderQueue.on(database);
        }
        try {
            return OrderQueue.on(database, schema.orElse("public"), prefix.orElse(DEFAULT_PREFIX));
        } catch (IllegalArgumentException e) {
            throw new CliException(ExitCodes.USAGE, "USAGE  " + e.getMessage());
        }
    }
}
