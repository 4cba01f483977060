package io.github.reel4j.provider.feign;

import feign.Request;

/**
 * One call of a method of a Feign interface. The method takes the deadline as its {@link Request.Options} parameter, returns
 * {@link VendorResponse} of a wire record, and declares {@link TransportException}.
 *
 * @param <T> the wire record
 */
@FunctionalInterface
public interface VendorCall<T> {

    VendorResponse<T> send(Request.Options deadline) throws TransportException;
}
