package io.github.reel4j.project;

import io.github.reel4j.cli.CommandLines;
import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.Retryability;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of all failure kinds in docs/failures.md. */
final class FailuresTable {

    private static final TaskRef TASK =
            new TaskRef(ProviderId.of("acme"), Operation.TEXT_TO_VIDEO, "model", "id", "fingerprint", Instant.EPOCH);

    /** The kinds, among those without a bill, that calls about an accepted task often report. */
    private static final Set<FailureKind> COMMON_WITH_A_TASK =
            Set.of(FailureKind.AUTHENTICATION, FailureKind.RATE_LIMITED, FailureKind.INTERRUPTED);

    private FailuresTable() {}

    static String ofAllKinds() {
        return Stream.of(FailureKind.values())
                .map(FailuresTable::row)
                .collect(Collectors.joining("", "| Kind | Retry | Billed | Exit code |\n|---|---|---|---|\n", ""));
    }

    private static String row(FailureKind kind) {
        String anchor = kind.name().toLowerCase(Locale.ROOT);
        return "| [`" + kind + "`](#" + anchor + ") | " + text(kind.retryability()) + " | " + billed(kind) + " | "
                + CommandLines.exitCode(kind) + " |\n";
    }

    private static String billed(FailureKind kind) {
        BillingStatus withTask = VideoFailure.of(kind, "").withTask(TASK).billingStatus();
        return text(kind.billingStatus())
                + (kind.billingStatus() == BillingStatus.NOT_BILLED
                                && (withTask == BillingStatus.BILLED || COMMON_WITH_A_TASK.contains(kind))
                        ? "; with a task: " + text(withTask)
                        : "");
    }

    private static String text(Retryability retryability) {
        return switch (retryability) {
            case NEVER -> "no";
            case AFTER_DELAY -> "later";
            case IMMEDIATE -> "now";
        };
    }

    private static String text(BillingStatus status) {
        return switch (status) {
            case NOT_BILLED -> "no";
            case UNKNOWN -> "perhaps";
            case BILLED -> "yes";
        };
    }
}
