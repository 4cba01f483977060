package io.github.reel4j.provider.feign;

/** Carries what a dry run would have sent out of Feign's call. Not a failure, so it has no stack trace. */
final class NotSentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient CapturedRequest request;

    NotSentException(CapturedRequest request) {
        super("dry run: nothing was sent", null, false, false);
        this.request = request;
    }

    CapturedRequest request() {
        return request;
    }
}
