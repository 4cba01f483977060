package io.github.reel4j.testkit.contract.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    private final ReceivedRequestLog wire;
    private final String likely;

    public RuleCheck(ContractRule rule, String provider, String given, ReceivedRequestLog wire) {
        this(rule, provider, given, wire, rule.likely());
    }

    private RuleCheck(ContractRule rule, String provider, String given, ReceivedRequestLog wire, String likely) {
        this.rule = rule;
        this.provider = provider;
        this.given = given;
        this.wire = wire;
        this.likely = likely;
    }

    /** Returns the same check with another likely cause than that of its rule. */
    public RuleCheck likely(String cause) {
        return new RuleCheck(rule, provider, given, wire, cause);
    }

    /** Returns the requests that reached the vendor since the check started. */
    public ReceivedRequestLog wire() {
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
        return failed(then, but, Optional.empty());
    }

    /**
     * Returns the error of a step that other rules need as well.
     *
     * @param cause the cause that the failures of these rules share, without values that differ between runs
     */
    RuleViolation preconditionFailed(String then, String but, String cause) {
        return failed(then, but, Optional.of(cause));
    }

    private RuleViolation failed(String then, String but, Optional<String> cause) {
        String head = rule.id() + " " + rule.demand();
        String padding = " ".repeat(Math.max(3, COLUMN - head.length()));
        CheckFailure failure = new CheckFailure(
                wire.masked(given),
                wire.masked(then),
                VideoFailureShortener.shortened(wire.masked(but)),
                wire.lines(),
                likely,
                cause);
        List<String> lines = new ArrayList<>();
        lines.add(head + padding + "provider '" + provider + "'   FAILED");
        lines.add("  given   " + indented(failure.given()));
        lines.add("  then    " + indented(failure.then()));
        lines.add("  but     " + indented(failure.but()));
        if (!failure.wire().isEmpty()) {
            lines.add("  wire    " + indented(failure.wire()));
        }
        lines.add("  breaks  " + rule.breaks());
        lines.add("  likely  " + indented(likely));
        lines.add("  read    " + rule.anchor());
        return new RuleViolation(String.join("\n", lines), failure);
    }

    private static String indented(String text) {
        return text.replace("\n", "\n          ");
    }
}
