package io.github.reel4j.discovery;

import io.github.reel4j.spi.VideoProviderFactory;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

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
        List<FoundProvider> given = factories.stream()
                .map(factory -> new FoundProvider(factory.id(), factory, Origin.of(factory.getClass())))
                .toList();
        return new ProviderCatalog(given, sharedIds(given), List.of(), 0);
    }

    /** One sentence for each id that several providers claim. */
    static List<String> sharedIds(List<FoundProvider> found) {
        Map<String, List<FoundProvider>> byId = found.stream()
                .collect(Collectors.groupingBy(each -> each.id().value(), TreeMap::new, Collectors.toList()));
        return byId.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry -> "the id '" + entry.getKey() + "' is claimed by "
                        + entry.getValue().stream()
                                .map(each -> each.factory().getClass().getName() + " (" + each.origin() + ")")
                                .collect(Collectors.joining(" and "))
                        + ". Keep one of them on the class path.")
                .toList();
    }
}
