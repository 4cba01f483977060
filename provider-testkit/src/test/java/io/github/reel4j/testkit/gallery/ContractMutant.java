package io.github.reel4j.testkit.gallery;

import io.github.reel4j.model.ProviderId;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.spi.VideoProviderFactory;
import java.util.Set;

/**
 * A provider that the contract suite is tested with.
 *
 * @param name its difference from the correct provider
 * @param breaks the rules that it breaks; none if it is correct
 */
record ContractMutant(String name, Set<String> breaks, AcmeStyle style, Recipe recipe) {

    /** Creates the provider from the correct one. */
    @FunctionalInterface
    interface Recipe {
        VideoProvider make(ProviderParts right, ProviderConfig config);
    }

    VideoProviderFactory factory() {
        return new VideoProviderFactory() {
            @Override
            public ProviderId id() {
                return Acme.ID;
            }

            @Override
            public VideoProvider create(ProviderConfig config) {
                return recipe.make(Acme.provider(config, style), config);
            }
        };
    }

    @Override
    public String toString() {
        return (breaks.isEmpty() ? "" : String.join(", ", breaks) + " ") + name;
    }
}
