package io.github.reel4j.cli;

import io.github.reel4j.ProviderInfo;
import io.github.reel4j.VideoClient;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.spi.Settings;
import io.github.reel4j.spi.VendorAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The providers on the class path, whether or not a key is set, and what the settings say of each. */
final class Catalog {

    private final Settings settings;
    private final List<ProviderInfo> providers;

    private Catalog(Settings settings, List<ProviderInfo> providers) {
        this.settings = settings;
        this.providers = providers;
    }

    /** @throws io.github.reel4j.VideoException if there is no provider, or one is there twice */
    static Catalog read(Settings settings) {
        try (VideoClient client =
                VideoClient.builder().settings(settings).withoutOrders().build()) {
            return new Catalog(
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

    /** The providers that could take an order: those that offer {@code operation}, and only the named one if one is named. */
    List<ProviderInfo> candidates(Operation operation) {
        Optional<String> named = named();
        return providers.stream()
                .filter(each -> each.models().stream()
                        .anyMatch(model ->
                                model.operation() == operation && model.standing() != ModelSpec.Standing.PRICED_ONLY))
                .filter(each -> named.isEmpty() || named.get().equals(each.id().value()))
                .toList();
    }

    Optional<String> named() {
        return settings.find("reel4j", "provider").map(Settings.Found::value);
    }

    boolean hasOwnAddress(ProviderInfo provider) {
        return address(provider.id()).isPresent();
    }

    /** Whether orders to {@code provider} stay on this machine. */
    boolean isLocal(ProviderInfo provider) {
        return isLocal(provider.id());
    }

    boolean isLocal(ProviderId provider) {
        return address(provider)
                .map(Catalog::host)
                .filter(VendorAddress::isLoopback)
                .isPresent();
    }

    private Optional<String> address(ProviderId provider) {
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
