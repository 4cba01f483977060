package io.github.reel4j;

import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.WireRequest;
import java.util.Optional;

/**
 * What an order would be, before it is placed.
 *
 * @param request every default made explicit
 * @param estimate what it is expected to cost
 * @param wire the HTTP request, its key masked; empty if the provider cannot show it
 */
public record Preview(ResolvedRequest request, Estimate estimate, Optional<WireRequest> wire) {}
