package io.github.reel4j.cli;

/** What the user asked for cannot be done, for a reason that is not the vendor's; the message is for people. */
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

    /** {@code USAGE} or {@code OTHER}, for programs that read the JSON. */
    String kind() {
        return exitCode == ExitCodes.USAGE ? "USAGE" : "OTHER";
    }
}
