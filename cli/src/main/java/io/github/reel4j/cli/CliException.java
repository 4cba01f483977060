package io.github.reel4j.cli;

/** A command cannot be executed, for a reason that is not the vendor's. The message is shown to the user. */
final class CliException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    CliException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }

    /** Returns the failure kind for the JSON output: {@code USAGE} or {@code OTHER}. */
    String kind() {
        return exitCode == ExitCodes.USAGE ? "USAGE" : "OTHER";
    }
}
