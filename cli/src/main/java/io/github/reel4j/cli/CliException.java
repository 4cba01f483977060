package io.github.reel4j.cli;

/**
 * A command failed for a reason other than a vendor's failure, for example an invalid option. The user sees the
 * message.
 */
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
