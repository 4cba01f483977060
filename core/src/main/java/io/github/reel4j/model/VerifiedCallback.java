package io.github.reel4j.model;

import java.util.Optional;

/**
 * A callback whose URL and signature are valid. It is only a hint: poll the task before trusting it. Immutable.
 *
 * @param provider the provider whose vendor called back
 * @param order the id of the order, from the URL
 * @param vendorTaskId the vendor's id of the task that the body names; empty if the body cannot be parsed
 */
public record VerifiedCallback(ProviderId provider, OrderId order, Optional<String> vendorTaskId) {}
