package io.github.reel4j.spring.boot;

import io.github.reel4j.model.ProviderId;
import java.net.URI;
import java.util.Optional;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/**
 * How the vendors are reached: their API keys and base URLs. Without a bean of this type, they are read from the
 * properties {@code reel4j.providers.PROVIDER.api-key} and {@code .base-url}, where PROVIDER is the id of the provider.
 * A bean replaces these properties for all providers, so a test that has one never reaches a real vendor by accident.
 * Implementations are thread-safe.
 */
public interface ReelConnectionDetails extends ConnectionDetails {

    /** Returns the current API key of a vendor; empty if there is none. It is read again for each call. */
    Optional<String> apiKey(ProviderId provider);

    /** Returns the base URL of a vendor's API; empty for the documented one. */
    Optional<URI> baseUrl(ProviderId provider);
}
