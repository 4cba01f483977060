package io.github.reel4j.provider.feign.feign;

/** Carries the request of a dry run out of Feign's call. It is not a failure, so it has no stack trace. */
public final class RequestCapturedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient CapturedRequest request;

    RequestCapturedException(CapturedRequest request) {
        super("dry run: nothing was sent", null, false, false);
        this.request = request;
    }

    /** Returns the request. */
    public CapturedRequest request() {
        return request;
    }
}
