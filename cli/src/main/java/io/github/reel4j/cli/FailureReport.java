package io.github.reel4j.cli;

import io.github.reel4j.VideoException;
import io.github.reel4j.cli.TerminalStreams.Style;
import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Retryability;
import io.github.reel4j.model.VideoFailure;

/** Reports a failure: as text on stderr, as fields of the JSON report, and as the exit code. */
final class FailureReport {

    private final CliContext context;

    FailureReport(CliContext context) {
        this.context = context;
    }

    /** Reports the error that ended the command, and returns the exit code. */
    int of(Throwable error) {
        if (error instanceof VideoException failure) {
            return failure(failure);
        }
        if (error instanceof CliException failure) {
            return plain(failure.exitCode(), failure.kind(), String.valueOf(failure.getMessage()));
        }
        return bug(error);
    }

    /** Reports invalid arguments. */
    int usage(String message) {
        return plain(ExitCodes.USAGE, "USAGE", message);
    }

    /**
     * Checks that all output was written. Reports lost output on the other stream, with the task and the file.
     *
     * @param code the exit code of the command
     * @return the exit code of the run
     */
    int checkOutput(int code) {
        TerminalStreams terminal = context.terminal();
        if (terminal.isDataLost()) {
            String text = "OUTPUT  stdout cannot be written to, because it is full or closed. Its output is lost."
                    + savedFile();
            write(text + nextStep(text));
            return code == ExitCodes.OK ? ExitCodes.OTHER : code;
        }
        if (terminal.areNotesLost() && code != ExitCodes.OK && !context.report().isWanted()) {
            context.report().task().map(Object::toString).ifPresent(terminal::data);
        }
        return code;
    }

    private String savedFile() {
        return context.report()
                .file()
                .map(file -> "\n  The video is saved: " + file)
                .orElse("");
    }

    private int failure(VideoException exception) {
        VideoFailure failure = exception.failure();
        failure.task().ifPresent(context.report()::task);
        String message = String.valueOf(exception.getMessage());
        boolean ended = failure.kind() == FailureKind.GENERATION_FAILED
                || failure.kind() == FailureKind.CANCELLED
                || failure.kind() == FailureKind.TASK_NOT_FOUND;
        String text = message + hint(failure) + (ended ? "" : nextStep(message));
        context.report()
                .put("state", state(failure.kind(), context.report().task().isPresent()))
                .put("failure", JsonFields.failure(failure, text));
        return end(ExitCodes.of(failure.kind()), text);
    }

    private int plain(int code, String kind, String message) {
        String text = message + nextStep(message);
        boolean ordered = context.report().task().isPresent();
        BillingStatus billing = ordered
                ? BillingStatus.BILLED
                : context.shutdown().wasEverSent() ? BillingStatus.UNKNOWN : BillingStatus.NOT_BILLED;
        context.report()
                .put("state", billing == BillingStatus.NOT_BILLED ? "not-ordered" : "unknown")
                .put("failure", JsonFields.failure(kind, text, billing, Retryability.NEVER));
        return end(code, text);
    }

    /** Does not show the message of the error, because it may contain a key. */
    private int bug(Throwable error) {
        StackTraceElement[] trace = error.getStackTrace();
        if (context.settings().find("reel", "debug").isPresent()) {
            context.terminal().note(stackTrace(error));
        }
        return plain(
                ExitCodes.BUG,
                "BUG",
                "BUG  " + error.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0])
                        + ". Please report this line to the reel4j project. REEL_DEBUG=1 adds the stack trace."
                        + outcome());
    }

    private static String stackTrace(Throwable error) {
        StringBuilder text = new StringBuilder();
        for (Throwable each = error; each != null; each = each.getCause()) {
            text.append(text.isEmpty() ? "" : "\ncaused by ")
                    .append(each.getClass().getName());
            for (StackTraceElement frame : each.getStackTrace()) {
                text.append("\n\tat ").append(frame);
            }
        }
        return text.toString();
    }

    private String outcome() {
        if (context.report().task().isPresent()) {
            return "";
        }
        return context.shutdown().wasEverSent()
                ? "\n  The order may have been sent, so the vendor may have accepted and billed it."
                        + " Check the vendor's console before ordering again."
                : "\n  Nothing was ordered, nothing was billed.";
    }

    private int end(int code, String text) {
        context.report().put("exit_code", code);
        write(text);
        return code;
    }

    /** Returns the state of an order after a failure, for the JSON output. */
    static String state(FailureKind kind, boolean ordered) {
        return switch (kind) {
            case STILL_RUNNING, INTERRUPTED, JOURNAL_FAILED -> ordered ? "running" : "not-ordered";
            case GENERATION_FAILED -> "failed";
            case CANCELLED -> "cancelled";
            case DOWNLOAD_FAILED, LINK_EXPIRED, REFUSED_ADDRESS -> "not-downloaded";
            case SUBMISSION_UNKNOWN -> "unknown";
            default -> ordered ? "unknown" : "not-ordered";
        };
    }

    /** Returns the option that does what core's message suggests in Java. */
    private static String hint(VideoFailure failure) {
        return switch (failure.kind()) {
            case AMBIGUOUS_PROVIDER, UNSUPPORTED ->
                failure.message().contains("--") ? "" : "\n  In reel: --provider ID.";
            case CONFIGURATION, BROKEN_PROVIDER ->
                failure.message().contains("choose another provider") ? "\n  In reel: --provider ID." : "";
            case OVER_BUDGET ->
                "\n  In reel: raise --max-spend, or add --allow-unknown-price for an unknown price. 'reel spend' totals"
                        + " the orders.";
            case OVER_PRICE_CAP -> "\n  In reel: raise --max-price, or add --allow-unknown-price for an unknown price.";
            default -> "";
        };
    }

    /** Returns how to resume the task, unless {@code text} says it already. */
    private String nextStep(String text) {
        return context.report()
                .task()
                .map(Object::toString)
                .filter(task -> !text.contains("reel resume " + task))
                .map(task -> "\n  The task is kept: reel resume " + task)
                .orElse("");
    }

    private void write(String text) {
        int end = text.indexOf(' ');
        String kind = end < 0 ? text : text.substring(0, end);
        boolean startsWithKind = kind.matches("[A-Z_]{3,}");
        context.terminal()
                .note(
                        startsWithKind
                                ? context.terminal().paint(Style.BAD, kind) + text.substring(kind.length())
                                : text);
    }
}
