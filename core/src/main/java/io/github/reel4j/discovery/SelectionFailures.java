package io.github.reel4j.discovery;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.Settings;
import io.github.reel4j.spi.VideoProvider;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Creates the failures of provider selection. */
final class SelectionFailures {

    private SelectionFailures() {}

    static VideoFailure none(ProviderCatalog catalog) {
        return VideoFailure.of(
                FailureKind.NO_PROVIDER,
                (catalog.broken().isEmpty() ? "no video provider" : "no usable video provider") + " on the class path ("
                        + countedProviders(catalog.serviceFiles())
                        + " found by the class loader of reel4j and the context class loader)." + broken(catalog)
                        + "\n  Add the jar of a provider, io.github.reel4j:reel4j-provider-VENDOR."
                        + " In a shaded jar, merge META-INF/services.");
    }

    private static String countedProviders(int serviceFiles) {
        return serviceFiles + (serviceFiles == 1 ? " service file" : " service files");
    }

    static VideoFailure conflict(ProviderCatalog catalog) {
        return VideoFailure.of(
                FailureKind.AMBIGUOUS_PROVIDER,
                String.join("\n  ", catalog.conflicts())
                        + "\n  Orders are not possible until it is certain which provider would bill them.");
    }

    static VideoFailure unknown(ProviderId id, ProviderCatalog catalog) {
        return VideoFailure.of(
                FailureKind.NO_PROVIDER,
                "no provider '" + id + "' on the class path. Found: "
                        + (catalog.discovered().isEmpty() ? "none" : ids(catalog)) + "." + broken(catalog)
                        + "\n  Add its jar, for example io.github.reel4j:reel4j-provider-" + id
                        + ", or choose another provider: VideoClient.builder().provider(\"ID\"), -Dreel4j.provider=ID,"
                        + " REEL4J_PROVIDER=ID or reel --provider ID.");
    }

    static VideoFailure unsupported(VideoProvider provider, Operation operation, List<VideoProvider> others) {
        return VideoFailure.of(
                FailureKind.UNSUPPORTED,
                "provider '" + provider.id() + "' does not offer " + operation + ". It offers: " + operations(provider)
                        + "." + hint(others));
    }

    /** @param others the providers that take local files for the same operation */
    static VideoFailure noUploader(VideoProvider provider, List<VideoProvider> others) {
        String names = others.stream().map(other -> "'" + other.id() + "'").collect(Collectors.joining(", "));
        return VideoFailure.of(
                FailureKind.UNSUPPORTED,
                "the vendor of '" + provider.id()
                        + "' documents no upload of local files. Nothing was sent, nothing was"
                        + " billed.\n  Set a URL that the vendor can download instead of a file."
                        + (others.isEmpty()
                                ? " No other provider on the class path takes local files for this operation."
                                : "\n  On the class path, " + names
                                        + (others.size() == 1 ? " takes local files: " : " take local files: ")
                                        + waysToChoose(others.get(0).id()) + "."));
    }

    /**
     * Returns a copy of {@code failure} that suggests how to order without {@code provider}, if there are other
     * providers.
     */
    static VideoFailure withAlternative(VideoFailure failure, ProviderId provider, List<ProviderId> found) {
        return found.stream()
                .filter(other -> !other.equals(provider))
                .findFirst()
                .map(other -> VideoFailure.builder()
                        .from(failure)
                        .message(failure.message()
                                + "\n  Other providers are not used until it is certain which one would bill the order."
                                + " Correct this, or choose another provider: " + waysToChoose(other) + ".")
                        .build())
                .orElse(failure);
    }

    static VideoFailure offeredByNone(Operation operation, List<VideoProvider> usable, ProviderCatalog catalog) {
        String offers = usable.stream()
                .map(provider -> "'" + provider.id() + "' offers " + operations(provider))
                .collect(Collectors.joining("; "));
        return VideoFailure.of(
                FailureKind.NO_PROVIDER,
                "no provider on the class path offers " + operation + "."
                        + (offers.isEmpty() ? "" : " Found: " + offers + ".") + broken(catalog)
                        + "\n  Add the jar of a provider that offers it, io.github.reel4j:reel4j-provider-VENDOR.");
    }

    static VideoFailure ambiguous(Operation operation, List<VideoProvider> candidates, ProviderRegistry registry) {
        String names = candidates.stream()
                .map(provider -> provider.id() + " (" + registry.origin(provider.id()) + ")")
                .collect(Collectors.joining(", "));
        return VideoFailure.of(
                FailureKind.AMBIGUOUS_PROVIDER,
                candidates.size() + " providers offer " + operation + " and "
                        + (candidates.size() == 2 ? "both" : "all")
                        + " have an API key: " + names + ".\n  Choose one: "
                        + waysToChoose(candidates.get(0).id()) + ".");
    }

    static VideoFailure missingKey(List<VideoProvider> providers, Settings settings) {
        return VideoFailure.of(
                FailureKind.MISSING_CREDENTIALS,
                providers.stream()
                        .map(provider -> provider.id() + " needs an API key. Looked in: "
                                + settings.lookupPath(provider.id().value(), "api-key")
                                + ". Set the key in one of them.")
                        .collect(Collectors.joining("\n  ")));
    }

    private static String hint(List<VideoProvider> others) {
        if (others.isEmpty()) {
            return " No other provider on the class path offers it.";
        }
        String names = others.stream().map(other -> "'" + other.id() + "'").collect(Collectors.joining(", "));
        return "\n  On the class path, " + names + (others.size() == 1 ? " offers it: " : " offer it: ")
                + waysToChoose(others.get(0).id()) + ".";
    }

    private static String waysToChoose(ProviderId id) {
        return "VideoClient.builder().provider(\"" + id + "\"), -Dreel4j.provider=" + id + " or REEL4J_PROVIDER=" + id;
    }

    private static String operations(VideoProvider provider) {
        return provider.models().stream()
                .filter(model -> model.availability() != ModelSpec.Availability.PRICED_ONLY)
                .map(model -> model.operation().id().toLowerCase(Locale.ROOT))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String ids(ProviderCatalog catalog) {
        return catalog.discovered().stream()
                .map(discovered -> discovered.id().value())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String broken(ProviderCatalog catalog) {
        return catalog.broken().isEmpty() ? "" : "\n  Not usable: " + String.join(" ", catalog.broken());
    }
}
