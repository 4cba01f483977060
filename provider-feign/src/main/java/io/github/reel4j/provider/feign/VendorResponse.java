package io.github.reel4j.provider.feign;

import io.github.reel4j.provider.feign.text.Excerpts;
import java.util.Objects;

/**
 * A decoded response of the vendor. The methods of a Feign interface return it.
 *
 * <p>{@link #toString} shows only the status, because the body may contain prompts and signed links. Immutable if the
 * record is.
 *
 * @param <T> the wire record
 */
public final class VendorResponse<T> {

    private final int status;
    private final T value;
    private final byte[] body;

    VendorResponse(int status, T value, byte[] body) {
        this.status = status;
        this.value = Objects.requireNonNull(value);
        this.body = body;
    }

    /**
     * Returns the HTTP status: 200 to 299, or for an error response that the vendor documents for tasks 400 to 599, see
     * {@link VendorClient#poll(VendorCall, java.util.function.Function, java.util.function.Function)}.
     */
    public int status() {
        return status;
    }

    /** Returns the decoded body. */
    public T value() {
        return value;
    }

    /** Returns a copy of the first 1 to 8192 bytes of the body, not redacted. */
    public byte[] excerpt() {
        return Excerpts.of(body).clone();
    }

    /** Returns the whole body, not redacted and not copied. Do not modify it. */
    byte[] body() {
        return body;
    }

    @Override
    public String toString() {
        return "VendorResponse[" + status + "]";
    }
}
