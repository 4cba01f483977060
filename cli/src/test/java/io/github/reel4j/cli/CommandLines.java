package io.github.reel4j.cli;

import java.util.stream.Stream;

/** Lets tests of other packages ask whether reel understands a command line. */
public final class CommandLines {

    private static final String UNKNOWN = "--no-such-option";

    private CommandLines() {}

    /**
     * What reel objects to, empty if nothing. Nothing is run: an option that reel cannot know is added, and it is to be the one
     * thing that reel objects to.
     */
    public static String usageError(String... arguments) {
        String[] more = Stream.concat(Stream.of(arguments), Stream.of(UNKNOWN)).toArray(String[]::new);
        String said = ReelRun.withoutKeys().reel(more).err();
        return said.contains("Unknown option: '" + UNKNOWN + "'") ? "" : said;
    }

    /** Runs reel without any setting; a run that fails fails the test. */
    public static String run(String... arguments) {
        ReelRun run = ReelRun.withoutKeys().reel(arguments);
        if (run.code() != 0) {
            throw new AssertionError("reel ended with " + run.code() + ": " + run.err());
        }
        return run.out().strip();
    }
}
