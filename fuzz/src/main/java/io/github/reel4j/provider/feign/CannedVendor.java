package io.github.reel4j.provider.feign;

import io.github.reel4j.fuzz.FixedScheduler;
import io.github.reel4j.fuzz.ResultValidator;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.Secret;
import io.github.reel4j.spi.Settings;
import java.util.Map;
import java.util.function.Function;

/** The configuration and the client of a provider whose vendor returns canned responses. Not thread-safe. */
public final class CannedVendor {

    private final ProviderConfig config;
    private final VendorClient client;
    private Function<String, byte[]> responses = url -> new byte[0];

    /**
     * Creates the parts of a provider.
     *
     * @param credentials returns the headers with the API key
     * @param conventions the conventions of the provider under test
     */
    public CannedVendor(String id, Function<Secret, Map<String, String>> credentials, VendorConventions conventions) {
        Settings settings = new Settings(
                Map.of(id + ".api-key", ResultValidator.KEY, id + ".callback-secret", ResultValidator.SECRET),
                name -> null,
                name -> null);
        config = new ProviderConfig(ProviderId.of(id), settings, new FixedScheduler());
        client = VendorClient.withClient(
                () -> new CannedResponses(url -> responses.apply(url)),
                () -> {},
                config,
                "https://vendor.example",
                credentials,
                conventions);
    }

    public ProviderConfig config() {
        return config;
    }

    public VendorClient client() {
        return client;
    }

    /** Returns {@code response} to every request from now on. */
    public void respondWith(byte[] response) {
        responses = url -> response;
    }

    /** Returns the response of {@code byUrl} to the requested URL from now on. */
    public void respondWith(Function<String, byte[]> byUrl) {
        responses = byUrl;
    }
}
