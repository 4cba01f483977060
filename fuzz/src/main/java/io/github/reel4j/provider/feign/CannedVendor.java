package io.github.reel4j.provider.feign;

import io.github.reel4j.fuzz.FixedScheduler;
import io.github.reel4j.fuzz.ResultValidator;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.Secret;
import io.github.reel4j.spi.Settings;
import java.util.Map;
import java.util.function.Function;

/** What a provider is made of when its vendor is a table of answers. One thread at a time. */
public final class CannedVendor {

    private final ProviderConfig config;
    private final VendorClient client;
    private Function<String, byte[]> respondWith = url -> new byte[0];

    /**
     * @param credentials the headers that carry the key
     * @param conventions of the provider that is tried
     */
    public CannedVendor(String id, Function<Secret, Map<String, String>> credentials, VendorConventions conventions) {
        Settings settings = new Settings(
                Map.of(id + ".api-key", ResultValidator.KEY, id + ".callback-secret", ResultValidator.SECRET),
                name -> null,
                name -> null);
        config = new ProviderConfig(ProviderId.of(id), settings, new FixedScheduler());
        client = VendorClient.withClient(
                () -> new CannedResponses(url -> respondWith.apply(url)),
                () -> {},
                config,
                "https://vendor.example",
                credentials,
                conventions);
    }

    public ProviderConfig config() {
        return config;
    }

    public VendorClient connection() {
        return client;
    }

    /** Answers with {@code reply}, whatever is asked. */
    public void respondWith(byte[] response) {
        respondWith = url -> response;
    }

    /** Answers by the URL that is asked. */
    public void respondWith(Function<String, byte[]> replies) {
        respondWith = replies;
    }
}
