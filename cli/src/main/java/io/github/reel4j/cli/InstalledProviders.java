package io.github.reel4j.cli;

import io.github.reel4j.ProviderInfo;
import io.github.reel4j.VideoClient;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.spi.BaseUrlRules;
import io.github.reel4j.spi.Settings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The providers on the class path, with or without a key, and their settings. */
final class InstalledProviders {

    private final Settings settings;
    private final List<ProviderInfo> providers;

    private InstalledProviders(Settings settings, List<ProviderInfo> providers) {
        this.settings = settings;
        this.providers = providers;
    }

    /** Reads all providers, also those that the setting {@code reel4j.provider} excludes. Throws like {@link #read}. */
    static InstalledProviders readAll(Settings settings) {
        return read(settings.without("reel4j.provider"));
    }

    /**
     * Reads the providers.
     *
     * @throws io.github.reel4j.VideoException if there is no provider, if 2 have the same id, or if one that may
     *     receive orders has an invalid setting
     */
    static InstalledProviders read(Settings settings) {
        try (VideoClient client =
                VideoClient.builder().settings(settings).readOnly().build()) {
            return new InstalledProviders(
                    settings,
                    client.providers().stream()
                            .map(each -> new ProviderInfo(
                                    each.id(),
                                    each.origin(),
                                    hasKey(settings, each.id()),
                                    each.models(),
                                    each.requestsPerMinute(),
                                    each.maxConcurrentTasks(),
                                    each.pollRate(),
                                    each.modelLimits()))
                            .toList());
        }
    }

    List<ProviderInfo> providers() {
        return providers;
    }

    boolean anyKey() {
        return providers.stream().anyMatch(ProviderInfo::hasKey);
    }

    /**
     * Returns the providers that offer {@code operation}. If the user has chosen providers, returns only those, in the
     * chosen order, or none if a chosen one does not exist; core reports that failure.
     */
    List<ProviderInfo> candidates(Operation operation) {
        List<ProviderInfo> offering =
                providers.stream().filter(each -> offers(each, operation)).toList();
        return settings.find("reel4j", "provider")
                .map(found -> chosen(found.value()).stream()
                        .filter(each -> offers(each, operation))
                        .toList())
                .orElse(offering);
    }

    /** Whether the user has chosen providers. */
    boolean isChosen() {
        return settings.find("reel4j", "provider").isPresent();
    }

    private List<ProviderInfo> chosen(String list) {
        try {
            List<ProviderInfo> chosen = new ArrayList<>();
            for (ProviderId name : ProviderId.list(list)) {
                chosen.add(providers.stream()
                        .filter(each -> each.id().equals(name))
                        .findFirst()
                        .orElseThrow());
            }
            return chosen;
        } catch (IllegalArgumentException | NoSuchElementException e) {
            return List.of();
        }
    }

    private static boolean offers(ProviderInfo provider, Operation operation) {
        return provider.models().stream()
                .anyMatch(model ->
                        model.operation() == operation && model.availability() != ModelSpec.Availability.PRICED_ONLY);
    }

    boolean hasCustomUrl(ProviderInfo provider) {
        return baseUrl(settings, provider.id()).isPresent();
    }

    /** Whether the provider's base URL is on this machine. */
    boolean isLocal(ProviderInfo provider) {
        return isLocal(settings, provider.id());
    }

    static boolean isLocal(Settings settings, ProviderId provider) {
        return baseUrl(settings, provider)
                .map(InstalledProviders::host)
                .filter(BaseUrlRules::isLoopback)
                .isPresent();
    }

    private static Optional<String> baseUrl(Settings settings, ProviderId provider) {
        return settings.find(provider.value(), "base-url").map(Settings.Found::value);
    }

    private static String host(String url) {
        try {
            String host = URI.create(url.strip()).getHost();
            return host == null ? "" : host;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static boolean hasKey(Settings settings, ProviderId provider) {
        return settings.find(provider.value(), "api-key").isPresent();
    }
}
