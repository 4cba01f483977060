package io.github.reel4j.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which journal a command writes to. */
final class JournalOptions {

    @Option(
            names = "--journal",
            paramLabel = "FILE",
            description =
                    "Where orders are written down; REEL4J_JOURNAL, or orders.journal in the user's state folder.")
    Optional<Path> file = Optional.empty();

    @Option(names = "--no-journal", description = "Write nothing down.")
    boolean none;
}
