package io.github.reel4j.testkit.contract;

import java.util.function.Supplier;
import org.opentest4j.AssertionFailedError;

/** One check of a rule that fails like a lesson: what was given, what must follow, what came instead, why, and where to read on. */
final class Lesson {

    private static final int COLUMN = 66;

    private final ContractRule rule;
    private final String provider;
    private final String given;

    Lesson(ContractRule rule, String provider, String given) {
        this.rule = rule;
        this.provider = provider;
        this.given = given;
    }

    /** Fails unless {@code holds}. */
    void require(boolean holds, String then, Supplier<String> but) {
        if (!holds) {
            throw failed(then, but.get());
        }
    }

    void requireEqual(Object expected, Object actual, String then) {
        require(expected.equals(actual), then, () -> "it is " + actual + ", not " + expected);
    }

    AssertionFailedError failed(String then, String but) {
        String head = rule.id() + " " + rule.demand();
        String padding = " ".repeat(Math.max(3, COLUMN - head.length()));
        return new AssertionFailedError(String.join(
                "\n",
                head + padding + "provider '" + provider + "'   FAILED",
                "  given   " + indented(given),
                "  then    " + indented(then),
                "  but     " + indented(but),
                "  breaks  " + rule.breaks(),
                "  likely  " + rule.likely(),
                "  read    " + rule.anchor()));
    }

    private static String indented(String text) {
        return text.replace("\n", "\n          ");
    }
}
