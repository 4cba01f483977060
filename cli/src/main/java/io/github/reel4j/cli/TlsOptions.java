package io.github.reel4j.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of TLS connections. */
final class TlsOptions {

    @Option(
            names = "--ca-file",
            paramLabel = "PEM",
            description = "File with certificates to trust in addition to those of Java, for a vendor or proxy with a"
                    + " private certificate authority. Default: REEL4J_CA_FILE, or else none.")
    Optional<Path> caFile = Optional.empty();

    /** Returns the context of a command with these options. */
    CliContext applyTo(CliContext context) {
        return caFile.map(file -> context.with("reel4j.ca-file", file.toString()))
                .orElse(context);
    }
}
