package io.github.reel4j.testkit.gallery;

import io.github.reel4j.spi.ForwardingProvider;
import io.github.reel4j.spi.ProviderConfig;

/** Prints its key, like a record with the key as a component. */
final class FormattedFields extends ForwardingProvider {

    private final ProviderConfig config;

    FormattedFields(ProviderParts right, ProviderConfig config) {
        super(right);
        this.config = config;
    }

    @Override
    public String toString() {
        return "Acme[key=" + config.text("api-key").orElse("") + "]";
    }
}
