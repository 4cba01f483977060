package io.github.reel4j.spring.boot;

import io.github.reel4j.model.ProviderId;
import io.github.reel4j.spi.Settings;
import java.net.URI;
import java.util.Optional;

/** The connection details in the properties of the application. Thread-safe. */
record PropertiesConnectionDetails(EnvironmentProperties properties) implements ReelConnectionDetails {

    @Override
    public Optional<String> apiKey(ProviderId provider) {
        return properties.find(provider.value(), "api-key").map(Settings.Found::value);
    }

    @Override
    public Optional<URI> baseUrl(ProviderId provider) {
        return properties.find(provider.value(), "base-url").map(found -> URI.create(found.value()));
    }

    @Override
    public String toString() {
        return "PropertiesConnectionDetails";
    }
}
