package io.github.reel4j.testkit.contract.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * One check of a rule. Its failure message has the precondition, the expectation, the actual result, the requests on
 * the wire, the consequence, the likely cause and a link to the documentation.
 */
public final class RuleCheck {

    private static final int COLUMN = 66;

    private final ContractRule rule;
    private final String provider;
    private final String given;
    private final WireLog wire;

    public RuleCheck(ContractRule rule, String provider, String given, WireLog wire) {
        this.rule = rule;
        this.provider = provider;
        this.given = given;
        this.wire = wire;
    }

    /** Returns the requests that reached the vendor since the check started. */
    public WireLog wire() {
        return wire;
    }

    /**
     * Fails unless {@code holds}.
     *
     * @param then the expectation, as a sentence
     * @param but describes the actual result
     */
    public void require(boolean holds, String then, Supplier<String> but) {
        if (!holds) {
            throw failed(then, but.get());
        }
    }

    /** Fails unless both values are equal. */
    public void requireEqual(Object expected, Object actual, String then) {
        require(expected.equals(actual), then, () -> "it is " + actual + ", not " + expected);
    }

    /** Returns the error of this check, to be thrown. */
    public RuleViolation failed(String then, String but) {
        String head = rule.id() + " " + rule.demand();
        String padding = " ".repeat(Math.max(3, COLUMN - head.length()));
        List<String> lines = new ArrayList<>();
        lines.add(head + padding + "provider '" + provider + "'   FAILED");
        lines.add("  given   " + indented(given));
        lines.add("  then    " + indented(then));
        lines.add("  but     " + indented(wire.masked(but)));
        if (!wire.lines().isEmpty()) {
            lines.add("  wire    " + indented(wire.lines()));
        }
        lines.add("  breaks  " + rule.breaks());
        lines.add("  likely  " + rule.likely());
        lines.add("  read    " + rule.anchor());
        return new RuleViolation(String.join("\n", lines), given, then);
    }

    private static String indented(String text) {
        return text.replace("\n", "\n          ");
    }
}
