package io.github.reel4j.testkit.simulator;

/** How a scripted task ends; written {@code nextTask().running(45, SECONDS).then(success())}. Immutable. */
public final class Ending {

    enum Kind {
        SUCCESS,
        SUCCESS_WITHOUT_URL,
        FAILURE
    }

    private final Kind kind;
    private final String code;
    private final String message;

    private Ending(Kind kind, String code, String message) {
        this.kind = kind;
        this.code = code;
        this.message = message;
    }

    /** Ends well, which is also what a task without a script does. */
    public static Ending success() {
        return new Ending(Kind.SUCCESS, "", "");
    }

    /** Is reported as a success, but with no address of a file, as in the sample of Pixazo's text-to-video document. */
    public static Ending successWithoutUrl() {
        return new Ending(Kind.SUCCESS_WITHOUT_URL, "", "");
    }

    /** Ends badly, in the vendor's words; for example {@code CONTENT_VIOLATION}, {@code Content violates safety guidelines}. */
    public static Ending failure(String code, String message) {
        return new Ending(Kind.FAILURE, code, message);
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
