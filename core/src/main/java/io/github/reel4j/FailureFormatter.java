package io.github.reel4j;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailedAttempt;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.model.Violation;
import io.github.reel4j.spi.DurationParser;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts a failure into words: what, where, what is allowed, what to do next, and whether money was spent. */
final class FailureFormatter {

    private FailureFormatter() {}

    static String of(VideoFailure failure) {
        StringBuilder text = new StringBuilder(failure.kind().name()).append("  ");
        text.append(failure.violations().isEmpty() ? failure.message() : headline(failure.violations()));
        table(text, failure.violations());
        vendorSays(failure)
                .ifPresent(words -> text.append("\n  The vendor says: ").append(words));
        failure.retryAfter()
                .ifPresent(wait -> text.append("\n  The vendor asks to wait ")
                        .append(DurationParser.describe(wait))
                        .append('.'));
        failure.rawResponse()
                .ifPresent(raw -> text.append("\n  Raw reply")
                        .append(truncate(raw))
                        .append(": ")
                        .append(raw));
        failure.task()
                .map(TaskRef::toString)
                .filter(task -> !failure.message().contains(task))
                .ifPresent(task -> text.append("\n  Task: ").append(task));
        earlierFailures(text, failure.previousAttempts());
        if (failure.violations().isEmpty()) {
            text.append("\n  ").append(billed(failure.billingStatus()));
        }
        return text.toString();
    }

    private static void earlierFailures(StringBuilder text, List<FailedAttempt> attempts) {
        if (!attempts.isEmpty()) {
            text.append("\n  Asked before, in order; none took the order, none billed it:");
        }
        attempts.forEach(attempt -> text.append("\n    ")
                .append(attempt.provider())
                .append("  ")
                .append(of(attempt.failure()).replace("\n", "\n    ")));
    }

    /** What the message does not quote already. */
    private static Optional<String> vendorSays(VideoFailure failure) {
        String words = Stream.concat(
                        failure.vendorCode().stream(),
                        failure.vendorMessage().stream()
                                .filter(said -> !failure.message().contains(said))
                                .map(said -> '"' + said + '"'))
                .filter(part -> !failure.message().contains(part))
                .collect(Collectors.joining(" "));
        return words.isEmpty() ? Optional.empty() : Optional.of(words);
    }

    private static String truncate(String raw) {
        return raw.length() < VideoFailure.RAW_RESPONSE_LIMIT
                ? ""
                : " (first " + VideoFailure.RAW_RESPONSE_LIMIT + " characters)";
    }

    private static String headline(List<Violation> violations) {
        return violations.size() + (violations.size() == 1 ? " problem" : " problems")
                + "; nothing was sent, nothing was billed.";
    }

    private static void table(StringBuilder text, List<Violation> violations) {
        int fields = maxWidth(violations.stream().map(Violation::field).toList());
        int values = maxWidth(
                violations.stream().map(each -> orDash(each.rejectedValue())).toList());
        int number = 0;
        for (Violation violation : violations) {
            text.append("\n  ").append(++number).append("  ");
            text.append(appendPadded(violation.field(), fields)).append(' ');
            text.append(appendPadded(orDash(violation.rejectedValue()), values)).append("  ");
            text.append(violation.message());
            violation.source().ifPresent(source -> text.append("   ").append(source));
        }
    }

    private static String orDash(Optional<String> rejected) {
        return rejected.map(value -> "= " + (value.isBlank() || value.contains(" ") ? '"' + value + '"' : value))
                .orElse("");
    }

    private static int maxWidth(List<String> texts) {
        OptionalInt widest = texts.stream().mapToInt(String::length).max();
        return Math.min(widest.orElse(0), 40);
    }

    private static String appendPadded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String billed(BillingStatus billing) {
        return switch (billing) {
            case NOT_BILLED -> "Billed: no.";
            case UNKNOWN -> "Billed: perhaps; count it as spent.";
            case BILLED -> "Billed: yes, the vendor has accepted the task.";
        };
    }
}
