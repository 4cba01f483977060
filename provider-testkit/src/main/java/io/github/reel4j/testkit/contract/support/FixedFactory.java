package io.github.reel4j.testkit.contract.support;

import io.github.reel4j.model.ProviderId;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.spi.VideoProviderFactory;

/** A factory that returns an existing provider. */
public record FixedFactory(VideoProvider provider) implements VideoProviderFactory {

    @Override
    public ProviderId id() {
        return provider.id();
    }

    @Override
    public VideoProvider create(ProviderConfig config) {
        return provider;
    }
}
