package io.github.reel4j.testkit.simulator;

/** How a scripted task ends; written {@code nextTask().running(45, SECONDS).then(success())}. Immutable. */
public final class TaskResult {

    enum Kind {
        SUCCESS,
        SUCCESS_WITHOUT_URL,
        FAILURE
    }

    private final Kind kind;
    private final String code;
    private final String message;

    private TaskResult(Kind kind, String code, String message) {
        this.kind = kind;
        this.code = code;
        this.message = message;
    }

    /** Ends well, which is also what a task without a script does. */
    public static TaskResult success() {
        return new TaskResult(Kind.SUCCESS, "", "");
    }

    /** Is reported as a success, but with no address of a file, as in the sample of Pixazo's text-to-video document. */
    public static TaskResult successWithoutUrl() {
        return new TaskResult(Kind.SUCCESS_WITHOUT_URL, "", "");
    }

    /** Ends badly, in the vendor's words; for example {@code CONTENT_VIOLATION}, {@code Content violates safety guidelines}. */
    public static TaskResult failure(String code, String message) {
        return new TaskResult(Kind.FAILURE, code, message);
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
