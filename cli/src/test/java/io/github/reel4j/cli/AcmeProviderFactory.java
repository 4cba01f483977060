package io.github.reel4j.cli;

import io.github.reel4j.model.ProviderId;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.spi.VideoProviderFactory;

/** The factory of {@link AcmeProvider}, on the class path of {@link ReelRun}. */
public final class AcmeProviderFactory implements VideoProviderFactory {

    @Override
    public ProviderId id() {
        return ProviderId.of("acme");
    }

    @Override
    public VideoProvider create(ProviderConfig config) {
        return new AcmeProvider(config);
    }
}
