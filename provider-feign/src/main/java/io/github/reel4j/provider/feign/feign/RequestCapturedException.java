package io.github.reel4j.provider.feign.feign;

/** Carries what a dry run would have sent out of Feign's call. Not a failure, so it has no stack trace. */
public final class RequestCapturedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient CapturedRequest request;

    RequestCapturedException(CapturedRequest request) {
        super("dry run: nothing was sent", null, false, false);
        this.request = request;
    }

    public CapturedRequest request() {
        return request;
    }
}
