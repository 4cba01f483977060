package io.github.reel4j.provider.feign.feign;

import io.github.reel4j.provider.feign.http.RetryAfter;
import io.github.reel4j.provider.feign.text.Excerpts;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Thrown for a response with a status other than 2xx, including redirects. It contains no request, and so no key. */
public final class HttpStatusException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final @Nullable String retryAfter;
    private final @Nullable String locationOrigin;
    private final byte[] body;

    HttpStatusException(int status, @Nullable String retryAfter, @Nullable String locationOrigin, byte[] body) {
        super("responded with HTTP " + status);
        this.status = status;
        this.retryAfter = retryAfter;
        this.locationOrigin = locationOrigin;
        this.body = body.clone();
    }

    /** Returns the status, 300 to 599. */
    public int status() {
        return status;
    }

    /** Returns the raw header; see {@link RetryAfter}. */
    public Optional<String> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** Returns scheme, host and port of a redirect's target, for example {@code https://example.com:8443}. */
    public Optional<String> locationOrigin() {
        return Optional.ofNullable(locationOrigin);
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
