package io.github.reel4j.model;

/**
 * A provider that provably accepted no order, so that the next provider was tried. It neither accepted nor billed the
 * order.
 *
 * @param failure why the provider did not accept the order
 */
public record FailedProviderAttempt(ProviderId provider, VideoFailure failure) {}
