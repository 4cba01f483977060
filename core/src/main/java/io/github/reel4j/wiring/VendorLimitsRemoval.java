package io.github.reel4j.wiring;

import io.github.reel4j.discovery.DiscoveredProvider;
import io.github.reel4j.discovery.ProviderCatalog;
import io.github.reel4j.spi.ForwardingProvider;
import io.github.reel4j.spi.Settings;
import io.github.reel4j.spi.VendorLimits;
import io.github.reel4j.spi.VideoProvider;
import java.util.function.UnaryOperator;

/** Removes the vendors' limits from the configuration of a client that does not enforce them. Stateless. */
public final class VendorLimitsRemoval {

    private VendorLimitsRemoval() {}

    /** Returns the settings without the limits of all providers. */
    public static Settings of(Settings settings, ProviderCatalog providers) {
        Settings unlimited = settings;
        for (DiscoveredProvider each : providers.discovered()) {
            unlimited =
                    unlimited.without(each.id() + ".requests-per-minute").without(each.id() + ".max-concurrent-tasks");
        }
        return unlimited;
    }

    /** Returns a decorator that also removes the limits that the provider declares. */
    public static UnaryOperator<VideoProvider> of(UnaryOperator<VideoProvider> decorator) {
        return provider -> new UnlimitedProvider(decorator.apply(provider));
    }

    private static final class UnlimitedProvider extends ForwardingProvider {

        UnlimitedProvider(VideoProvider provider) {
            super(provider);
        }

        @Override
        public VendorLimits limits() {
            return VendorLimits.UNDOCUMENTED;
        }
    }
}
