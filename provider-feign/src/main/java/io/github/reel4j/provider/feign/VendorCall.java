package io.github.reel4j.provider.feign;

import feign.Request;
import java.io.IOException;

/**
 * A call of one method of a vendor's Feign interface. The method takes the deadline as a {@link Request.Options}
 * parameter, returns a {@link VendorResponse} of a wire record, and declares {@link IOException}.
 *
 * @param <T> the wire record
 */
@FunctionalInterface
public interface VendorCall<T> {

    /**
     * Calls the method.
     *
     * @param deadline to be passed on to the method as it is
     * @throws IOException if no usable response came
     */
    VendorResponse<T> send(Request.Options deadline) throws IOException;
}
