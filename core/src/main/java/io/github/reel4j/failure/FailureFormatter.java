package io.github.reel4j.failure;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailedProviderAttempt;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.model.Violation;
import io.github.reel4j.spi.DurationParser;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Formats a failure as text: what was wrong, where, what is allowed, what to do next, and whether money was spent. */
public final class FailureFormatter {

    private FailureFormatter() {}

    /** Returns the text of {@code failure}, in several lines. */
    public static String of(VideoFailure failure) {
        StringBuilder text = new StringBuilder(failure.kind().name()).append("  ");
        boolean unsent = isFoundBeforeSending(failure);
        text.append(unsent ? headline(failure.violations()) : failure.message());
        table(text, failure.violations());
        vendorText(failure)
                .ifPresent(quote -> text.append("\n  The vendor says: ").append(quote));
        failure.retryAfter()
                .ifPresent(wait -> text.append("\n  Retry after: ")
                        .append(DurationParser.describe(wait))
                        .append('.'));
        failure.rawResponse()
                .ifPresent(raw -> text.append("\n  Raw response")
                        .append(truncationNote(raw))
                        .append(": ")
                        .append(raw));
        failure.task()
                .map(TaskRef::toString)
                .filter(task -> !failure.message().contains(task))
                .ifPresent(task -> text.append("\n  Task: ").append(task));
        previousAttempts(text, failure.previousAttempts());
        if (!unsent) {
            text.append("\n  ").append(billed(failure.billingStatus()));
        }
        return text.toString();
    }

    /** Returns whether the client found the violations; those that the vendor reports come with its response. */
    private static boolean isFoundBeforeSending(VideoFailure failure) {
        return !failure.violations().isEmpty()
                && failure.kind() == FailureKind.INVALID_REQUEST
                && failure.vendorMessage().isEmpty()
                && failure.rawResponse().isEmpty();
    }

    private static void previousAttempts(StringBuilder text, List<FailedProviderAttempt> attempts) {
        if (!attempts.isEmpty()) {
            text.append("\n  Providers tried first (none accepted or billed the order):");
        }
        attempts.forEach(attempt -> text.append("\n    ")
                .append(attempt.provider())
                .append("  ")
                .append(of(attempt.failure()).replace("\n", "\n    ")));
    }

    /** Returns the vendor's code and message, without parts that the failure's message already quotes. */
    private static Optional<String> vendorText(VideoFailure failure) {
        String quote = Stream.concat(
                        failure.vendorCode().stream(),
                        failure.vendorMessage().stream()
                                .filter(message -> !failure.message().contains(message))
                                .map(message -> '"' + message + '"'))
                .filter(part -> !failure.message().contains(part))
                .collect(Collectors.joining(" "));
        return quote.isEmpty() ? Optional.empty() : Optional.of(quote);
    }

    private static String truncationNote(String raw) {
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
        int values = maxWidth(violations.stream()
                .map(each -> rejectedText(each.rejectedValue()))
                .toList());
        int number = 0;
        for (Violation violation : violations) {
            text.append("\n  ").append(++number).append("  ");
            text.append(padded(violation.field(), fields)).append(' ');
            text.append(padded(rejectedText(violation.rejectedValue()), values)).append("  ");
            text.append(violation.message());
            violation.source().ifPresent(source -> text.append("   ").append(source));
        }
    }

    private static String rejectedText(Optional<String> rejected) {
        return rejected.map(value -> "= " + (value.isBlank() || value.contains(" ") ? '"' + value + '"' : value))
                .orElse("");
    }

    private static int maxWidth(List<String> texts) {
        OptionalInt widest = texts.stream().mapToInt(String::length).max();
        return Math.min(widest.orElse(0), 40);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String billed(BillingStatus billing) {
        return switch (billing) {
            case NOT_BILLED -> "Billed: no.";
            case UNKNOWN -> "Billed: unknown. Assume that the order was billed.";
            case BILLED -> "Billed: yes, the vendor has accepted the task.";
        };
    }
}
