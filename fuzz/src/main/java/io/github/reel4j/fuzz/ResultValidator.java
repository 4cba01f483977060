package io.github.reel4j.fuzz;

import io.github.reel4j.VideoException;
import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Checks the results that any vendor response may lead to. A finding is an {@link AssertionError}. */
public final class ResultValidator {

    /** The API key. Requests contain it and responses may; no message may. */
    public static final String KEY = "canary-4f1c9a77-of-the-fuzzer";

    public static final String SECRET = "canary-b21f0e77-of-callbacks";

    private static final Set<FailureKind> SUBMIT_KINDS = Set.of(
            FailureKind.SUBMISSION_UNKNOWN,
            FailureKind.INVALID_REQUEST,
            FailureKind.AUTHENTICATION,
            FailureKind.FORBIDDEN,
            FailureKind.INSUFFICIENT_BALANCE,
            FailureKind.RATE_LIMITED,
            FailureKind.INCOMPATIBLE);
    private static final Set<FailureKind> POLL_KINDS = Set.of(
            FailureKind.UNAVAILABLE,
            FailureKind.UNEXPECTED_RESPONSE,
            FailureKind.NO_RESULT,
            FailureKind.TASK_NOT_FOUND,
            FailureKind.AUTHENTICATION,
            FailureKind.FORBIDDEN,
            FailureKind.INSUFFICIENT_BALANCE,
            FailureKind.RATE_LIMITED);

    private ResultValidator() {}

    /** Checks the result of an order whose raw response was {@code response}. */
    public static void submitted(Either<VideoFailure, TaskRef> result, byte[] response) {
        result.peek(task -> {
            check(task.id().matches("[A-Za-z0-9._-]{1,128}"), "the id has an invalid form: " + task);
            check(TaskRef.parse(task.toString()).equals(task), "the task cannot be parsed again: " + task);
            check(status(response) >= 200 && status(response) < 300, "a rejection was read as a task");
        });
        result.peekLeft(failure -> {
            check(SUBMIT_KINDS.contains(failure.kind()), "unexpected kind of a submit failure: " + failure.kind());
            check(
                    failure.billingStatus() != BillingStatus.NOT_BILLED || mayReject(response),
                    "reported as not billed, although the response does not say so: " + failure);
            checkText(failure);
        });
    }

    /** Checks the result of a poll of {@code task} whose raw response was {@code response}. */
    public static void polled(Either<VideoFailure, TaskStatus> result, TaskRef task, byte[] response) {
        result.peek(status -> {
            checkText(status.id());
            if (status instanceof TaskStatus.Succeeded succeeded) {
                check(succeeded.video().task().equals(task), "the video belongs to another task");
                check(List.of("http", "https").contains(scheme(succeeded)), "the video URL is not a web URL");
            } else if (status instanceof TaskStatus.Failed failed) {
                checkEnd(failed.failure(), FailureKind.GENERATION_FAILED, response);
            } else if (status instanceof TaskStatus.Cancelled cancelled) {
                checkEnd(cancelled.failure(), FailureKind.CANCELLED, response);
            }
        });
        result.peekLeft(failure -> {
            check(POLL_KINDS.contains(failure.kind()), "unexpected kind of a poll failure: " + failure.kind());
            check(failure.task().filter(task::equals).isPresent(), "the failure of a poll has no task");
            check(failure.billingStatus() != BillingStatus.NOT_BILLED, "an accepted task was reported as not billed");
            checkText(failure);
        });
    }

    private static void checkEnd(VideoFailure failure, FailureKind expected, byte[] response) {
        check(failure.kind() == expected, "unexpected failure of a task: " + failure);
        check(status(response) >= 200 && status(response) < 300, "an HTTP error was read as the failure of a task");
        checkText(failure);
    }

    static void check(boolean holds, String violation) {
        if (!holds) {
            throw new AssertionError(violation);
        }
    }

    /** Checks that no text of a failure contains a secret or a control character. */
    static void checkText(VideoFailure failure) {
        checkText(failure.toString().replace('\n', ' ')); // line breaks are reel4j's own
        checkText(String.valueOf(new VideoException(failure).getMessage()).replace('\n', ' '));
    }

    private static void checkText(String text) {
        check(!text.contains(KEY) && !text.contains(SECRET), "the text contains a secret: " + text);
        check(text.chars().noneMatch(Character::isISOControl), "the text contains a control character: " + text);
    }

    private static String scheme(TaskStatus.Succeeded succeeded) {
        return String.valueOf(succeeded.video().url().getScheme()).toLowerCase(Locale.ROOT);
    }

    /** Returns whether the response may be a rejection, by its status or by the code of an envelope. */
    private static boolean mayReject(byte[] response) {
        int status = status(response);
        return (status >= 300 && status < 500)
                || new String(response, StandardCharsets.ISO_8859_1).contains("code")
                || new String(response, StandardCharsets.ISO_8859_1).contains("\\u00");
    }

    /**
     * Returns the status of the first line that looks like the status line of a final response; 0 if there is none.
     * Uses (?s) because U+0085 ends a line only in regular expressions.
     */
    private static int status(byte[] response) {
        return new String(response, StandardCharsets.ISO_8859_1)
                .lines()
                .filter(line -> line.matches("(?s)HTTP/\\S+\\s+[2-9]\\d\\d(\\s.*)?"))
                .findFirst()
                .map(line -> Integer.parseInt(line.strip().split("\\s+", 3)[1]))
                .orElse(0);
    }
}
