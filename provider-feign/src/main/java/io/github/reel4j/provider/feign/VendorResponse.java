package io.github.reel4j.provider.feign;

import io.github.reel4j.provider.feign.text.Excerpts;
import java.util.Objects;

/**
 * A reply that was understood, together with what came over the wire. A Feign method returns {@code Reply<X>} where X is the
 * vendor's wire record.
 *
 * <p>Its text form shows the status only: the bytes may hold prompts and signed links. Immutable if X is.
 *
 * @param <T> the wire record
 */
public final class VendorResponse<T> {

    private final int status;
    private final T value;
    private final byte[] body;

    VendorResponse(int status, T value, byte[] raw) {
        this.status = status;
        this.value = Objects.requireNonNull(value);
        this.body = raw;
    }

    /** The HTTP status: 200 to 299, or that of an error that the vendor's document describes, see {@link VendorClient}. */
    public int status() {
        return status;
    }

    public T value() {
        return value;
    }

    /** The first bytes of the body as they came, not redacted: 1 to 8192 of them. A copy. */
    public byte[] excerpt() {
        return Excerpts.of(body).clone();
    }

    /** The whole body as it came, not redacted; not to be changed. */
    byte[] body() {
        return body;
    }

    @Override
    public String toString() {
        return "Reply[" + status + "]";
    }
}
