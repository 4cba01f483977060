package io.github.reel4j.discovery;

import io.github.reel4j.spi.VideoProviderFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The providers found on the class path.
 *
 * @param discovered the providers that could be loaded, each id once
 * @param conflicts one sentence for each id or class that occurs more than once; if there is any, orders are not
 *     possible
 * @param broken one sentence for each provider that could not be loaded; the other providers are usable
 * @param serviceFiles the number of service files found
 */
public record ProviderCatalog(
        List<DiscoveredProvider> discovered, List<String> conflicts, List<String> broken, int serviceFiles) {

    public ProviderCatalog {
        discovered = List.copyOf(discovered);
        conflicts = List.copyOf(conflicts);
        broken = List.copyOf(broken);
    }

    /** Returns a catalog of the providers providers, independent of the class path. */
    public static ProviderCatalog of(List<VideoProviderFactory> factories) {
        List<DiscoveredProvider> providers = factories.stream()
                .map(factory -> new DiscoveredProvider(factory.id(), factory, CodeLocation.of(factory.getClass())))
                .toList();
        return new ProviderCatalog(providers, sharedIds(providers), List.of(), 0);
    }

    /** Returns one sentence for each id that several providers use. */
    static List<String> sharedIds(List<DiscoveredProvider> found) {
        Map<String, List<String>> providersById = new TreeMap<>();
        for (DiscoveredProvider each : found) {
            providersById
                    .computeIfAbsent(each.id().value(), id -> new ArrayList<>())
                    .add(each.factory().getClass().getName() + " (" + each.origin() + ")");
        }
        List<String> sentences = new ArrayList<>();
        providersById.forEach((id, several) -> {
            if (several.size() > 1) {
                sentences.add("the provider id '" + id + "' is used by " + String.join(" and ", several)
                        + ". Keep one of them on the class path.");
            }
        });
        return sentences;
    }
}
