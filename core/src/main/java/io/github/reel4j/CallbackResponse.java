package io.github.reel4j;

/** What a web server is to answer to a callback. It tells a stranger nothing. */
public enum CallbackResponse {
    /** Ours. What it says is not believed, but the task is asked about. */
    ACCEPTED(200),
    /** Ours, but it cannot be read, and nothing is known of its order but what it was to say. */
    UNREADABLE(400),
    /** No address of ours, or not signed by the vendor that signs. */
    NOT_FOUND(404),
    /** Above {@link CallbackReceiver#MAX_BODY_BYTES}. */
    TOO_LARGE(413);

    private final int httpStatus;

    CallbackResponse(int httpStatus) {
        this.httpStatus = httpStatus;
    }

    /** The HTTP status that says so, 200 to 413; the answer needs no body. */
    public int httpStatus() {
        return httpStatus;
    }
}
