package io.github.reel4j.testkit.simulator;

/**
 * How a scripted task ends. Immutable.
 *
 * <pre>{@code simulator.nextTask().running(45, SECONDS).endsWith(TaskResult.success());}</pre>
 */
public final class TaskResult {

    enum Kind {
        SUCCESS,
        SUCCESS_WITHOUT_URL,
        FAILURE,
        CANCELLATION
    }

    private final Kind kind;
    private final String code;
    private final String message;

    private TaskResult(Kind kind, String code, String message) {
        this.kind = kind;
        this.code = code;
        this.message = message;
    }

    /** Succeeds with a video. This is the default. */
    public static TaskResult success() {
        return new TaskResult(Kind.SUCCESS, "", "");
    }

    /** Succeeds without the URL of a video, as the sample in one vendor's document does. */
    public static TaskResult successWithoutUrl() {
        return new TaskResult(Kind.SUCCESS_WITHOUT_URL, "", "");
    }

    /**
     * Fails with the vendor's code and message.
     *
     * @param code for example {@code CONTENT_VIOLATION}
     * @param message for example {@code Content violates safety guidelines}
     */
    public static TaskResult failure(String code, String message) {
        return new TaskResult(Kind.FAILURE, code, message);
    }

    /**
     * Ends because someone else cancelled the task at the vendor. A vendor that does not
     * {@linkplain VendorDialect#reportsCancelled() report} cancelled tasks fails it with the code {@code CANCELLED}.
     */
    public static TaskResult cancellation() {
        return cancellation("Cancelled on request");
    }

    /** Ends like {@link #cancellation()}, for this reason, if the vendor's responses state the reason. */
    public static TaskResult cancellation(String reason) {
        return new TaskResult(Kind.CANCELLATION, "CANCELLED", reason);
    }

    Kind kind() {
        return kind;
    }

    String code() {
        return code;
    }

    String message() {
        return message;
    }
}
