package io.github.reel4j.provider.feign.feign;

import io.github.reel4j.provider.feign.http.RetryAfter;
import io.github.reel4j.provider.feign.text.Excerpts;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A reply with a status other than 2xx, redirects included. Holds no request and so no key. */
public final class HttpStatusException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final @Nullable String retryAfter;
    private final @Nullable String locationOrigin;
    private final byte[] body;

    HttpStatusException(int status, @Nullable String retryAfter, @Nullable String locationOrigin, byte[] raw) {
        super("answered with HTTP " + status);
        this.status = status;
        this.retryAfter = retryAfter;
        this.locationOrigin = locationOrigin;
        this.body = raw.clone();
    }

    /** 300 to 599. */
    public int status() {
        return status;
    }

    /** The header as it came; see {@link RetryAfter}. */
    public Optional<String> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** Scheme, host and port of where a redirect leads, for example {@code https://example.com:8443}, nothing else of it. */
    public Optional<String> locationOrigin() {
        return Optional.ofNullable(locationOrigin);
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
