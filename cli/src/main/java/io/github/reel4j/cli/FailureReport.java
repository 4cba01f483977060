package io.github.reel4j.cli;

import io.github.reel4j.VideoException;
import io.github.reel4j.cli.Terminal.Style;
import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Retryability;
import io.github.reel4j.model.VideoFailure;

/** Turns whatever ended a run into words on stderr, fields of the report, and an exit code. */
final class FailureReport {

    private final CliContext context;

    FailureReport(CliContext context) {
        this.context = context;
    }

    int of(Throwable problem) {
        if (problem instanceof VideoException failure) {
            return failure(failure);
        }
        if (problem instanceof CliException refused) {
            return plain(refused.exitCode(), refused.kind(), String.valueOf(refused.getMessage()));
        }
        return bug(problem);
    }

    /** Arguments that cannot be read. */
    int usage(String message) {
        return plain(ExitCodes.USAGE, "USAGE", message);
    }

    /**
     * What was written is not where it was to go: that is told on the other stream, with what was paid for.
     *
     * @param code of the run so far
     * @return the exit code
     */
    int told(int code) {
        Terminal terminal = context.terminal();
        if (terminal.isDataLost()) {
            String text =
                    "OUTPUT  stdout cannot be written to: it is full, or nobody reads it any more. What was to be printed"
                            + " there is lost." + saved();
            write(text + nextStep(text));
            return code == ExitCodes.OK ? ExitCodes.OTHER : code;
        }
        if (terminal.areNotesLost() && code != ExitCodes.OK && !context.report().isWanted()) {
            context.report().task().map(Object::toString).ifPresent(terminal::data);
        }
        return code;
    }

    private String saved() {
        return context.report()
                .file()
                .map(file -> "\n  The video is saved: " + file)
                .orElse("");
    }

    private int failure(VideoException exception) {
        VideoFailure failure = exception.failure();
        failure.task().ifPresent(context.report()::task);
        String said = String.valueOf(exception.getMessage());
        boolean ended = failure.kind() == FailureKind.GENERATION_FAILED || failure.kind() == FailureKind.TASK_NOT_FOUND;
        String text = said + hint(failure) + (ended ? "" : nextStep(said));
        context.report().put("state", state(failure.kind())).put("error", JsonFields.failure(failure, text));
        return end(ExitCodes.of(failure.kind()), text);
    }

    private int plain(int code, String kind, String said) {
        String text = said + nextStep(said);
        boolean ordered = context.report().task().isPresent();
        BillingStatus billed = ordered
                ? BillingStatus.BILLED
                : context.shutdown().wasEverSent() ? BillingStatus.UNKNOWN : BillingStatus.NOT_BILLED;
        context.report()
                .put("state", billed == BillingStatus.NOT_BILLED ? "not-ordered" : "unknown")
                .put("error", JsonFields.failureFields(kind, text, billed, Retryability.NEVER));
        return end(code, text);
    }

    /** The text of a stray exception is not shown: it may hold a key. */
    private int bug(Throwable problem) {
        StackTraceElement[] trace = problem.getStackTrace();
        if (context.settings().find("reel", "debug").isPresent()) {
            context.terminal().note(stack(problem));
        }
        return plain(
                ExitCodes.BUG,
                "BUG",
                "BUG  " + problem.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0])
                        + ". Please report this line to the reel4j project; REEL_DEBUG=1 adds the stack trace."
                        + outcome());
    }

    private static String stack(Throwable problem) {
        StringBuilder text = new StringBuilder();
        for (Throwable each = problem; each != null; each = each.getCause()) {
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
                ? "\n  The order was on its way, and the vendor may have accepted and billed it."
                        + " Look at the vendor's console before ordering again."
                : "\n  Nothing was ordered, nothing was billed.";
    }

    private int end(int code, String text) {
        context.report().put("exit_code", code);
        write(text);
        return code;
    }

    /** What has become of the order, as far as the failure says. */
    private String state(FailureKind kind) {
        return switch (kind) {
            case STILL_RUNNING, INTERRUPTED, JOURNAL_FAILED ->
                context.report().task().isPresent() ? "running" : "not-ordered";
            case GENERATION_FAILED -> "failed";
            case DOWNLOAD_FAILED, LINK_EXPIRED, REFUSED_ADDRESS -> "undelivered";
            case SUBMISSION_UNKNOWN -> "unknown";
            default -> context.report().task().isPresent() ? "unknown" : "not-ordered";
        };
    }

    /** Core speaks of its own interface; here the same is done with options. */
    private static String hint(VideoFailure failure) {
        return switch (failure.kind()) {
            case AMBIGUOUS_PROVIDER, UNSUPPORTED ->
                failure.message().contains("--") ? "" : "\n  In reel: --provider ID.";
            case CONFIGURATION, BROKEN_PROVIDER ->
                failure.message().contains("name another provider") ? "\n  In reel: --provider ID." : "";
            case OVER_PRICE_CAP -> "\n  In reel: another --max-price, or --allow-unknown-price where it is unknown.";
            default -> "";
        };
    }

    /** Whatever went wrong, a task that was paid for can be reached. */
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
        boolean shouted = kind.matches("[A-Z_]{3,}");
        context.terminal()
                .note(shouted ? context.terminal().paint(Style.BAD, kind) + text.substring(kind.length()) : text);
    }
}
