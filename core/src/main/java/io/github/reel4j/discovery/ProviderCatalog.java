package io.github.reel4j.discovery;

import io.github.reel4j.spi.VideoProviderFactory;
import java.util.List;

/**
 * What the class path holds.
 *
 * @param found every provider that could be created, each id once
 * @param conflicts ids or classes that are there more than once, one sentence each; with any of them nothing may be ordered
 * @param broken providers that could not be created, one sentence each; the others are usable
 * @param serviceFiles how many service files were seen
 */
public record ProviderCatalog(
        List<FoundProvider> found, List<String> conflicts, List<String> broken, int serviceFiles) {

    public ProviderCatalog {
        found = List.copyOf(found);
        conflicts = List.copyOf(conflicts);
        broken = List.copyOf(broken);
    }

    /** A catalog of these alone, whatever the class path holds. */
    public static ProviderCatalog of(List<VideoProviderFactory> factories) {
        return new ProviderCatalog(
                factories.stream()
                        .map(factory -> new FoundProvider(factory.id(), factory, Origin.of(factory.getClass())))
                        .toList(),
                List.of(),
                List.of(),
                0);
    }
}
