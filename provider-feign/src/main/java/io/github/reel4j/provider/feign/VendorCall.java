package io.github.reel4j.provider.feign;

import feign.Request;

/**
 * One call of a method of a Feign interface. The method takes the deadline as its {@link Request.Options} parameter, returns
 * {@link Reply} of a wire record, and declares {@link TransportException}.
 *
 * @param <T> the wire record
 */
@FunctionalInterface
public interface VendorCall<T> {

    Reply<T> send(Request.Options deadline) throws TransportException;
}
