package io.github.reel4j.spi;

import io.github.reel4j.model.ProviderId;

/**
 * Creates the provider of one vendor. Implementations are found through {@link java.util.ServiceLoader} and need a
 * public constructor without parameters.
 */
public interface VideoProviderFactory {

    /** Returns the id of the provider. */
    ProviderId id();

    /**
     * Creates the provider. It must not fail because of a missing API key, since models, prices and previews need none.
     *
     * @throws InvalidSettingException if a setting has an invalid value
     * @implSpec RC-103 of the provider contract
     */
    VideoProvider create(ProviderConfig config);
}
