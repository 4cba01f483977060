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

/** The providers on the class path, whether or not a key is set, and what the settings say of each. */
final class InstalledProviders {

    private final Settings settings;
    private final List<ProviderInfo> providers;

    private InstalledProviders(Settings settings, List<ProviderInfo> providers) {
        this.settings = settings;
        this.providers = providers;
    }

    /** Everything that is there, whoever is named to take orders; throws as {@link #read} does with nobody named. */
    static InstalledProviders readAll(Settings settings) {
        return read(settings.without("reel4j.provider"));
    }

    /**
     * Reads it.
     *
     * @throws io.github.reel4j.VideoException if there is no provider, one is there twice, or one that might be ordered from is set up
     *     wrong
     */
    static InstalledProviders read(Settings settings) {
        try (VideoClient client =
                VideoClient.builder().settings(settings).readOnly().build()) {
            return new InstalledProviders(
                    settings,
                    client.providers().stream()
                            .map(each -> new ProviderInfo(
                                    each.id(), each.origin(), hasKey(settings, each.id()), each.models()))
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
     * The providers that could take an order: those that offer {@code operation}; of them those that are named, in their order.
     * None, if a name is nobody's: that is for core to tell.
     */
    List<ProviderInfo> candidates(Operation operation) {
        List<ProviderInfo> offering =
                providers.stream().filter(each -> offers(each, operation)).toList();
        return settings.find("reel4j", "provider")
                .map(found -> named(found.value()).stream()
                        .filter(each -> offers(each, operation))
                        .toList())
                .orElse(offering);
    }

    /** Whether the user says who is to take orders. */
    boolean isNamed() {
        return settings.find("reel4j", "provider").isPresent();
    }

    private List<ProviderInfo> named(String list) {
        try {
            List<ProviderInfo> named = new ArrayList<>();
            for (ProviderId name : ProviderId.list(list)) {
                named.add(providers.stream()
                        .filter(each -> each.id().equals(name))
                        .findFirst()
                        .orElseThrow());
            }
            return named;
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

    /** Whether orders to {@code provider} stay on this machine. */
    boolean isLocal(ProviderInfo provider) {
        return isLocal(provider.id());
    }

    private boolean isLocal(ProviderId provider) {
        return isLocal(settings, provider);
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

    private static String host(String address) {
        try {
            String host = URI.create(address.strip()).getHost();
            return host == null ? "" : host;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static boolean hasKey(Settings settings, ProviderId provider) {
        return settings.find(provider.value(), "api-key").isPresent();
    }
}
