package io.github.reel4j.testkit.contract.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.reel4j.testkit.contract.engine.RuleResult.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The states of the rules in a former JSON report.
 *
 * @param states the states by rule; empty if there is no former report
 */
record FormerReport(Map<String, String> states) {

    /** Reads a report. A file that is missing or not a report counts as none. */
    static FormerReport read(Path file) {
        Map<String, String> states = new HashMap<>();
        try {
            if (Files.isRegularFile(file)) {
                for (JsonNode rule : new JsonMapper().readTree(file.toFile()).path("rules")) {
                    states.put(rule.path("rule").asText(), rule.path("state").asText());
                }
            }
        } catch (IOException e) {
            return new FormerReport(Map.of());
        }
        return new FormerReport(states);
    }

    /** Returns the rules that fail now and did not fail then. Rules that did not exist then are left out. */
    List<String> newlyFailing(Map<String, RuleResult> now) {
        return changed(now, true);
    }

    /** Returns the rules that failed then and do not fail now. */
    List<String> fixed(Map<String, RuleResult> now) {
        return changed(now, false);
    }

    private List<String> changed(Map<String, RuleResult> now, boolean fails) {
        return new TreeMap<>(now)
                .entrySet().stream()
                        .filter(rule -> states.containsKey(rule.getKey())
                                && isFailed(rule.getValue()) == fails
                                && State.FAILED.id().equals(states.get(rule.getKey())) != fails)
                        .map(Map.Entry::getKey)
                        .toList();
    }

    private static boolean isFailed(RuleResult result) {
        return result.whole().state() == State.FAILED;
    }
}
