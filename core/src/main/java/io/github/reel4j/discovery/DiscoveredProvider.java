package io.github.reel4j.discovery;

import io.github.reel4j.model.ProviderId;
import io.github.reel4j.spi.VideoProviderFactory;

/**
 * A provider found on the class path.
 *
 * @param origin the jar or folder that contains it, for messages
 */
public record DiscoveredProvider(ProviderId id, VideoProviderFactory factory, String origin) {}
