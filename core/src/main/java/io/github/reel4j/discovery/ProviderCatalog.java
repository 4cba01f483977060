package io.github.reel4j.discovery;

import io.github.reel4j.spi.VideoProviderFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the class path holds.
 *
 * @param discovered every provider that could be created, each id once
 * @param conflicts ids or classes that are there more than once, one sentence each; with any of them nothing may be ordered
 * @param broken providers that could not be created, one sentence each; the others are usable
 * @param serviceFiles how many service files were seen
 */
public record ProviderCatalog(
        List<DiscoveredProvider> discovered, List<String> conflicts, List<String> broken, int serviceFiles) {

    public ProviderCatalog {
        discovered = List.copyOf(discovered);
        conflicts = List.copyOf(conflicts);
        broken = List.copyOf(broken);
    }

    /** A catalog of these alone, whatever the class path holds. */
    public static ProviderCatalog of(List<VideoProviderFactory> factories) {
        List<DiscoveredProvider> given = factories.stream()
                .map(factory -> new DiscoveredProvider(factory.id(), factory, CodeLocation.of(factory.getClass())))
                .toList();
        return new ProviderCatalog(given, sharedIds(given), List.of(), 0);
    }

    /** One sentence for each id that several providers claim. */
    static List<String> sharedIds(List<DiscoveredProvider> found) {
        Map<String, List<String>> claimants = new TreeMap<>();
        for (DiscoveredProvider each : found) {
            claimants
                    .computeIfAbsent(each.id().value(), id -> new ArrayList<>())
                    .add(each.factory().getClass().getName() + " (" + each.origin() + ")");
        }
        List<String> sentences = new ArrayList<>();
        claimants.forEach((id, several) -> {
            if (several.size() > 1) {
                sentences.add("the id '" + id + "' is claimed by " + String.join(" and ", several)
                        + ". Keep one of them on the class path.");
            }
        });
        return sentences;
    }
}
