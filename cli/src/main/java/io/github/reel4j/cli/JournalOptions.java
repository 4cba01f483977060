package io.github.reel4j.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that choose the journal. */
final class JournalOptions {

    @Option(
            names = "--journal",
            paramLabel = "FILE",
            description = "File that records orders. Default: REEL4J_JOURNAL, or else reel4j/orders.journal in"
                    + " XDG_STATE_HOME or ~/.local/state.")
    Optional<Path> file = Optional.empty();

    @Option(
            names = "--no-journal",
            description = "Do not record orders. 'reel tasks' and 'reel resume --all' then do not list them.")
    boolean disabled;
}
