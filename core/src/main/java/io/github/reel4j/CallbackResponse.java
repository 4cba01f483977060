package io.github.reel4j;

/** The HTTP response to a callback. It reveals nothing to callers other than the vendor. */
public enum CallbackResponse {
    /** The URL is valid. The body is not trusted, but the task is polled. */
    ACCEPTED(200),
    /** The URL is valid, but the body cannot be parsed and the order has no known task yet. */
    UNREADABLE(400),
    /** The URL is not one of this client, or a required signature is missing or wrong. */
    NOT_FOUND(404),
    /** The body is larger than {@link CallbackReceiver#MAX_BODY_BYTES}. */
    TOO_LARGE(413),
    /** The vendor's public keys could not be fetched, so the callback was ignored. The vendor may send it again. */
    UNAVAILABLE(503);

    private final int httpStatus;

    CallbackResponse(int httpStatus) {
        this.httpStatus = httpStatus;
    }

    /** Returns the HTTP status code, 200 to 503. The response needs no body. */
    public int httpStatus() {
        return httpStatus;
    }
}
