package io.github.reel4j.cli;

import picocli.CommandLine.Option;

/** The option {@code --verbose}. {@link Reel} reads it before the command is parsed, as it does with {@code --json}. */
final class VerboseOption {

    static final String NAME = "--verbose";

    @Option(
            names = NAME,
            description = "Print every event of the order on stderr, 1 line each: event TIME NAME KEY=VALUE... Default:"
                    + " only progress.")
    boolean verbose;
}
