package io.github.reel4j.provider.feign.feign;

import feign.FeignException;
import io.github.reel4j.provider.feign.text.Excerpts;

/**
 * A 2xx reply whose body is not what the vendor documents. The message continues the sentence "the reply ...".
 *
 * <p>A {@link FeignException}, because Feign wraps every other exception of a decoder into one that holds the request with its
 * key; this one holds no request.
 */
public final class UndecodableBodyException extends FeignException {

    private static final long serialVersionUID = 1L;

    private final byte[] body;

    public UndecodableBodyException(int status, String predicate, byte[] raw) {
        super(status, predicate);
        this.body = raw.clone();
    }

    /** For example {@code has a duplicate key}. */
    public String predicate() {
        return String.valueOf(getMessage());
    }

    /** The first bytes of the body as they came, not redacted: 0 to 8192 of them. A copy. */
    public byte[] excerpt() {
        return Excerpts.of(body).clone();
    }

    /** The whole body as it came, not redacted. A copy. */
    public byte[] body() {
        return body.clone();
    }
}
