package io.github.reel4j.testkit.contract.engine;

import java.util.Arrays;
import java.util.Optional;

/** Describes exceptions without values that differ between runs. */
final class ExceptionText {

    private static final String CONTRACT = "io.github.reel4j.testkit.contract.";

    private ExceptionText() {}

    /** Returns the type of the root exception, and the place in the provider that threw it. */
    static String cause(Throwable problem) {
        if (problem instanceof ProviderNotStartedError && problem.getCause() != null) {
            return "start() throws " + located(problem.getCause());
        }
        return located(problem) + " is thrown";
    }

    private static String located(Throwable problem) {
        Throwable root = problem;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String type = root.getClass().getName();
        return type.substring(type.lastIndexOf('.') + 1)
                + place(root).map(place -> " at " + place).orElse("");
    }

    private static Optional<String> place(Throwable problem) {
        return Arrays.stream(problem.getStackTrace())
                .filter(frame -> !isForeign(frame.getClassName()))
                .findFirst()
                .map(frame -> frame.getFileName() + ":" + frame.getLineNumber());
    }

    private static boolean isForeign(String type) {
        return type.startsWith("java.")
                || type.startsWith("jdk.")
                || type.startsWith("org.junit.")
                || type.startsWith(CONTRACT);
    }
}
