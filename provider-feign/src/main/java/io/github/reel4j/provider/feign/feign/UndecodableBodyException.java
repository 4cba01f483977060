package io.github.reel4j.provider.feign.feign;

import feign.FeignException;
import io.github.reel4j.provider.feign.text.Excerpts;

/**
 * Thrown when the body of a 2xx response cannot be decoded. The message continues "the response from VENDOR ...".
 *
 * <p>It is a {@link FeignException} because Feign wraps every other exception of a decoder in one that contains the
 * request with its key. This one contains no request.
 */
public final class UndecodableBodyException extends FeignException {

    private static final long serialVersionUID = 1L;

    private final byte[] body;

    /** Creates an exception without a request. */
    public UndecodableBodyException(int status, String predicate, byte[] body) {
        super(status, predicate);
        this.body = body.clone();
    }

    /** Returns what is wrong with the body, for example {@code has a duplicate key}. */
    public String predicate() {
        return String.valueOf(getMessage());
    }

    /** Returns a copy of the first 0 to 8192 bytes of the body, not redacted. */
    public byte[] excerpt() {
        return Excerpts.of(body).clone();
    }

    /** Returns a copy of the whole body, not redacted. */
    public byte[] body() {
        return body.clone();
    }
}
