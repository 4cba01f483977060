package io.github.reel4j.cli;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ProviderId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Gives tests of other packages access to the command line of reel. */
public final class CommandLines {

    private static final String UNKNOWN = "--no-such-option";

    private CommandLines() {}

    /**
     * Returns the usage error of a command line, empty if it has none. Nothing is run: an unknown option is added, and
     * only that option may be an error.
     */
    public static String usageError(String... arguments) {
        String[] more = Stream.concat(Stream.of(arguments), Stream.of(UNKNOWN)).toArray(String[]::new);
        String error = ReelRun.withoutKeys().reel(more).err();
        return error.contains("Unknown option: '" + UNKNOWN + "'") ? "" : error;
    }

    /** Returns the exit code of reel for a failure. */
    public static int exitCode(FailureKind kind) {
        return ExitCodes.of(kind);
    }

    /** Returns the names of all commands of reel. */
    public static List<String> commands() {
        return commands(new String[0]);
    }

    /** Returns the names of the commands of {@code command}. */
    static List<String> commands(String... command) {
        return run(Stream.concat(Stream.of(command), Stream.of("--help")).toArray(String[]::new))
                .lines()
                .dropWhile(line -> !line.equals("Commands:"))
                .skip(1)
                .takeWhile(line -> line.startsWith("  "))
                .filter(line -> line.matches("  [a-z].*"))
                .map(line -> line.strip().split("[\\s,]+", 2)[0])
                .toList();
    }

    /** Returns the commands that {@code reel new-provider} prints for a module, if reel runs from these sources. */
    public static List<String> buildSteps(Path module, ProviderId id, Path sources) {
        return NextBuildSteps.of(module, id, Optional.of(sources));
    }

    /** Runs reel without any setting and returns its stdout; throws if the exit code is not 0. */
    public static String run(String... arguments) {
        ReelRun run = ReelRun.withoutKeys().reel(arguments);
        if (run.code() != 0) {
            throw new AssertionError("reel ended with " + run.code() + ": " + run.err());
        }
        return run.out().strip();
    }
}
