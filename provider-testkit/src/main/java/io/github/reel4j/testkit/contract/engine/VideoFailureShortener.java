package io.github.reel4j.testkit.contract.engine;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Replaces each {@code VideoFailure} in a message by a short form: kind, message, code, retry delay, violations, and
 * whether it has a task. Other fields are left out, unless they contain a masked key: then the message quotes the
 * place.
 */
final class VideoFailureShortener {

    private static final String MASK = "***";
    private static final int MAX_LENGTH = 240;
    private static final int MAX_QUOTE = 24;
    private static final Pattern FAILURE = Pattern.compile(
            "VideoFailure\\{kind=(\\w+), message=(.*?)"
                    + "((?:, (?:vendorCode|vendorMessage|task|retryAfter|rawResponse)=.*?)?)"
                    + ", violations=(\\[.*?])(?:, previousAttempts=(\\[.*?]))?}(?=\\)|\\s|$|,|])",
            Pattern.DOTALL);
    private static final Pattern FIELD = Pattern.compile(
            ", (vendorCode|vendorMessage|task|retryAfter|rawResponse)=(.*?)"
                    + "(?=, (?:vendorCode|vendorMessage|task|retryAfter|rawResponse)=|$)",
            Pattern.DOTALL);

    private VideoFailureShortener() {}

    /**
     * Shortens the failures in a text.
     *
     * @param masked a text in which keys are replaced by {@code ***}
     */
    static String shortened(String masked) {
        return FAILURE.matcher(masked).replaceAll(failure -> Matcher.quoteReplacement(shortened(failure)));
    }

    private static String shortened(MatchResult failure) {
        String fields = FIELD.matcher(failure.group(3))
                .results()
                .map(field -> field(field.group(1), field.group(2)))
                .collect(Collectors.joining());
        String violations = failure.group(4).equals("[]") ? "" : field("violations", failure.group(4));
        return failure.group(1) + " \"" + part(failure.group(2)) + "\"" + fields + violations;
    }

    private static String field(String name, String value) {
        if (value.contains(MASK)) {
            int at = value.indexOf(MASK);
            int from = Math.max(0, at - MAX_QUOTE);
            int to = Math.min(value.length(), at + MASK.length() + MAX_QUOTE);
            return ", the key is in its " + name + ": \"" + (from == 0 ? "" : "...") + value.substring(from, to)
                    + (to == value.length() ? "" : "...") + "\"";
        }
        return switch (name) {
            case "vendorCode" -> ", code " + part(value);
            case "task" -> ", with a task";
            case "retryAfter" -> ", retry after " + value;
            case "violations" -> ", violations " + part(value);
            default -> "";
        };
    }

    private static String part(String text) {
        int mask = text.indexOf(MASK);
        int end = Math.max(MAX_LENGTH, mask + MASK.length());
        return text.length() <= end ? text : text.substring(0, end) + "...";
    }
}
