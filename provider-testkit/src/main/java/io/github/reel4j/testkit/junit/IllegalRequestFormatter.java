package io.github.reel4j.testkit.junit;

import io.github.reel4j.testkit.simulator.DocumentedRequest;
import io.github.reel4j.testkit.simulator.RejectedRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Describes how a request violates the vendor's document, and how it differs from the closest documented request. */
final class IllegalRequestFormatter {

    private IllegalRequestFormatter() {}

    /** Returns a description of all rejected requests; empty if there are none. */
    static Optional<String> violation(
            String vendor, List<RejectedRequest> requests, List<DocumentedRequest> documented) {
        if (requests.isEmpty()) {
            return Optional.empty();
        }
        boolean rejectedAll = requests.stream().allMatch(each -> each.status() >= 400);
        StringBuilder text = new StringBuilder(vendor + (rejectedAll ? " rejected " : " received ") + requests.size()
                + (requests.size() == 1 ? " request that violates" : " requests that violate") + " its documents:\n");
        for (RejectedRequest rejected : requests) {
            text.append("  ")
                    .append(methodAndPath(rejected))
                    .append(" got the response ")
                    .append(rejected.status());
            text.append(": ").append(rejected.reason()).append('\n');
            nearest(rejected, documented).ifPresent(near -> explain(rejected, near, text));
        }
        return Optional.of(text + "If this is intended, call allowIllegalRequests() on the extension.");
    }

    private static void explain(RejectedRequest rejected, DocumentedRequest near, StringBuilder text) {
        List<String> differences = RequestDiff.between(rejected, near);
        if (!differences.isEmpty()) {
            text.append("  closest documented request: ").append(near).append('\n');
            differences.forEach(line -> text.append("    ").append(line).append('\n'));
        }
    }

    private static Optional<DocumentedRequest> nearest(RejectedRequest rejected, List<DocumentedRequest> documented) {
        return documented.stream()
                .min(Comparator.comparingInt(each -> distance(methodAndPath(rejected), each.toString())));
    }

    private static String methodAndPath(RejectedRequest rejected) {
        return rejected.request().method() + " " + rejected.request().path();
    }

    /** Returns the Levenshtein distance of two texts. */
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
