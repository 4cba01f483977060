package io.github.reel4j.testkit.contract.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A cause that several failed rules share.
 *
 * @param cause for example {@code an order without a fault fails with INVALID_REQUEST}
 * @param rules the ids of the rules
 * @param example the actual result of one of the failed checks
 */
record CommonCause(String cause, List<String> rules, String example) {

    private static final int MIN_RULES = 3;

    /** Returns the causes that at least 3 rules share, those of most rules first. */
    static List<CommonCause> of(Map<String, RuleResult> results) {
        Map<String, CommonCause> causes = new LinkedHashMap<>();
        results.forEach((rule, result) -> result.failures()
                .forEach(failure -> failure.cause()
                        .ifPresent(cause -> causes.computeIfAbsent(
                                        cause, ignored -> new CommonCause(cause, new ArrayList<>(), failure.but()))
                                .add(rule))));
        return causes.values().stream()
                .filter(each -> each.rules().size() >= MIN_RULES)
                .sorted(Comparator.comparing((CommonCause each) -> -each.rules().size()))
                .toList();
    }

    private void add(String rule) {
        if (!rules.contains(rule)) {
            rules.add(rule);
        }
    }

    /** Returns a description in 1 or 2 lines. */
    String text() {
        return rules.size() + " rules fail because " + cause
                + (example.isEmpty() ? "" : ", in " + rules.get(0) + ": " + example);
    }
}
