package io.github.reel4j.provider.feign;

import feign.FeignException;

/**
 * A 2xx reply whose body is not what the vendor documents. The message continues the sentence "the reply ...".
 *
 * <p>A {@link FeignException}, because Feign wraps every other exception of a decoder into one that holds the request with its
 * key; this one holds no request.
 */
final class UnreadableReplyException extends FeignException {

    private static final long serialVersionUID = 1L;

    private final byte[] body;

    UnreadableReplyException(int status, String predicate, byte[] raw) {
        super(status, predicate);
        this.body = raw.clone();
    }

    /** For example {@code has a duplicate key}. */
    String predicate() {
        return String.valueOf(getMessage());
    }

    /** The first bytes of the body as they came, not redacted: 0 to 8192 of them. A copy. */
    byte[] excerpt() {
        return Excerpts.of(body).clone();
    }

    /** The whole body as it came, not redacted. A copy. */
    byte[] body() {
        return body.clone();
    }
}
