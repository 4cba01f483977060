package io.github.reel4j.testkit.junit;

import io.github.reel4j.testkit.simulator.DocumentedRequest;
import io.github.reel4j.testkit.simulator.RejectedRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Tells what was wrong with requests that the vendor refused, and how they would have been right. */
final class IllegalRequests {

    private IllegalRequests() {}

    /** For people; empty if there are none. */
    static Optional<String> violation(
            String vendor, List<RejectedRequest> refusals, List<DocumentedRequest> documented) {
        if (refusals.isEmpty()) {
            return Optional.empty();
        }
        boolean refused = refusals.stream().allMatch(each -> each.status() >= 400);
        StringBuilder text = new StringBuilder(vendor + (refused ? " refused " : " was sent ") + refusals.size()
                + (refusals.size() == 1 ? " request that breaks" : " requests that break") + " its documents:\n");
        for (RejectedRequest rejected : refusals) {
            text.append("  ")
                    .append(address(rejected))
                    .append(" was answered with ")
                    .append(rejected.status());
            text.append(": ").append(rejected.reason()).append('\n');
            nearest(rejected, documented).ifPresent(near -> explain(rejected, near, text));
        }
        return Optional.of(text + "If the test means this, say allowIllegalRequests().");
    }

    private static void explain(RejectedRequest rejected, DocumentedRequest near, StringBuilder text) {
        List<String> differences = RequestDiff.between(rejected, near);
        if (!differences.isEmpty()) {
            text.append("  the nearest documented request is ").append(near).append('\n');
            differences.forEach(line -> text.append("    ").append(line).append('\n'));
        }
    }

    private static Optional<DocumentedRequest> nearest(RejectedRequest rejected, List<DocumentedRequest> documented) {
        return documented.stream().min(Comparator.comparingInt(each -> distance(address(rejected), each.toString())));
    }

    private static String address(RejectedRequest rejected) {
        return rejected.request().method() + " " + rejected.request().path();
    }

    /** How many characters must be added, dropped or replaced to make one text of the other. */
    static int distance(String one, String other) {
        int[] above = new int[other.length() + 1];
        for (int column = 0; column <= other.length(); column++) {
            above[column] = column;
        }
        for (int row = 1; row <= one.length(); row++) {
            int[] line = new int[other.length() + 1];
            line[0] = row;
            for (int column = 1; column <= other.length(); column++) {
                int replaced = above[column - 1] + (one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1);
                line[column] = Math.min(replaced, 1 + Math.min(above[column], line[column - 1]));
            }
            above = line;
        }
        return above[other.length()];
    }
}
