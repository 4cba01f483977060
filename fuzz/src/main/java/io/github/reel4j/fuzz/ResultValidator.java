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

/** Says what may come of a reply, whatever it is: a finding is an {@link AssertionError}. */
public final class ResultValidator {

    /** In every request, and at times in replies; in no text. */
    public static final String KEY = "canary-4f1c9a77-of-the-fuzzer";

    public static final String SECRET = "canary-b21f0e77-of-callbacks";

    private static final Set<FailureKind> OF_SUBMIT = Set.of(
            FailureKind.SUBMISSION_UNKNOWN,
            FailureKind.INVALID_REQUEST,
            FailureKind.AUTHENTICATION,
            FailureKind.FORBIDDEN,
            FailureKind.INSUFFICIENT_BALANCE,
            FailureKind.RATE_LIMITED,
            FailureKind.INCOMPATIBLE);
    private static final Set<FailureKind> OF_POLL = Set.of(
            FailureKind.UNAVAILABLE,
            FailureKind.UNEXPECTED_RESPONSE,
            FailureKind.NO_RESULT,
            FailureKind.TASK_NOT_FOUND,
            FailureKind.AUTHENTICATION,
            FailureKind.FORBIDDEN,
            FailureKind.INSUFFICIENT_BALANCE,
            FailureKind.RATE_LIMITED);

    private ResultValidator() {}

    /** An order was answered with {@code reply}. */
    public static void submitted(Either<VideoFailure, TaskRef> result, byte[] response) {
        result.peek(task -> {
            check(task.id().matches("[A-Za-z0-9._-]{1,128}"), "an id of no known form: " + task);
            check(TaskRef.parse(task.toString()).equals(task), "a task that cannot be read again: " + task);
            check(status(response) >= 200 && status(response) < 300, "a task of a reply that refuses");
        });
        result.peekLeft(failure -> {
            check(OF_SUBMIT.contains(failure.kind()), "of a submit: " + failure.kind());
            check(
                    failure.billingStatus() != BillingStatus.NOT_BILLED || mayRefuse(response),
                    "called unbilled, and nothing says so: " + failure);
            clean(failure);
        });
    }

    /** {@code task} was asked about, and {@code reply} came. */
    public static void polled(Either<VideoFailure, TaskStatus> result, TaskRef task, byte[] response) {
        result.peek(status -> {
            clean(status.id());
            if (status instanceof TaskStatus.Succeeded succeeded) {
                check(succeeded.video().task().equals(task), "the video of another task");
                check(List.of("http", "https").contains(scheme(succeeded)), "an address of no web");
            } else if (status instanceof TaskStatus.Failed failed) {
                check(failed.failure().kind() == FailureKind.GENERATION_FAILED, "given up as " + failed.failure());
                check(status(response) >= 200 && status(response) < 300, "given up by an error");
                clean(failed.failure());
            }
        });
        result.peekLeft(failure -> {
            check(OF_POLL.contains(failure.kind()), "of a poll: " + failure.kind());
            check(failure.task().filter(task::equals).isPresent(), "a poll that loses its task");
            check(failure.billingStatus() != BillingStatus.NOT_BILLED, "an accepted task called unbilled");
            clean(failure);
        });
    }

    static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    /** No text of a failure holds a secret, or steers a terminal. */
    static void clean(VideoFailure failure) {
        clean(failure.toString().replace('\n', ' ')); // lines are of our own making
        clean(String.valueOf(new VideoException(failure).getMessage()).replace('\n', ' '));
    }

    private static void clean(String text) {
        check(!text.contains(KEY) && !text.contains(SECRET), "a secret in: " + text);
        check(text.chars().noneMatch(Character::isISOControl), "a control character in: " + text);
    }

    private static String scheme(TaskStatus.Succeeded succeeded) {
        return String.valueOf(succeeded.video().url().getScheme()).toLowerCase(Locale.ROOT);
    }

    /** By its status, or by an envelope's own code. */
    private static boolean mayRefuse(byte[] response) {
        int status = status(response);
        return (status >= 300 && status < 500)
                || new String(response, StandardCharsets.ISO_8859_1).contains("code")
                || new String(response, StandardCharsets.ISO_8859_1).contains("\\u00");
    }

    /** Of the first line that begins as one of a final reply does. U+0085 ends a line for regular expressions alone, so the dot means all. */
    private static int status(byte[] response) {
        return new String(response, StandardCharsets.ISO_8859_1)
                .lines()
                .filter(line -> line.matches("(?s)HTTP/\\S+\\s+[2-9]\\d\\d(\\s.*)?"))
                .findFirst()
                .map(line -> Integer.parseInt(line.strip().split("\\s+", 3)[1]))
                .orElse(0);
    }
}
