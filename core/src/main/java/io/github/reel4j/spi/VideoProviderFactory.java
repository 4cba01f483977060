package io.github.reel4j.spi;

import io.github.reel4j.model.ProviderId;

/** Creates a provider. It is found through {@link java.util.ServiceLoader} and needs a public constructor without parameters. */
public interface VideoProviderFactory {

    ProviderId id();

    /**
     * Creates the provider. A missing API key is no reason to fail: models, prices and previews need none.
     *
     * @throws InvalidSettingException if a setting has a value that cannot be used
     * @implSpec RC-103 of the provider contract
     */
    VideoProvider create(ProviderConfig config);
}
