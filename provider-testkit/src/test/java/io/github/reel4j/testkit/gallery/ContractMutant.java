package io.github.reel4j.testkit.gallery;

import io.github.reel4j.model.ProviderId;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.spi.VideoProviderFactory;
import java.util.Set;

/**
 * One provider of the gallery.
 *
 * @param name what is special about it
 * @param breaks the rules it breaks, none if it is correct
 */
record ContractMutant(String name, Set<String> breaks, AcmeStyle style, Recipe recipe) {

    /** Makes the provider out of the correct one. */
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
