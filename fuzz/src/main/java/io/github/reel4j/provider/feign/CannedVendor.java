package io.github.reel4j.provider.feign;

import io.github.reel4j.fuzz.Judge;
import io.github.reel4j.fuzz.StandingTime;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.Secret;
import io.github.reel4j.spi.Settings;
import java.util.Map;
import java.util.function.Function;

/** What a provider is made of when its vendor is a table of answers. One thread at a time. */
public final class CannedVendor {

    private final ProviderConfig config;
    private final VendorConnection connection;
    private Function<String, byte[]> answers = url -> new byte[0];

    /**
     * @param credentials the headers that carry the key
     * @param habits of the provider that is tried
     */
    public CannedVendor(String id, Function<Secret, Map<String, String>> credentials, VendorHabits habits) {
        Settings settings = new Settings(
                Map.of(id + ".api-key", Judge.KEY, id + ".callback-secret", Judge.SECRET), name -> null, name -> null);
        config = new ProviderConfig(ProviderId.of(id), settings, new StandingTime());
        connection = VendorConnection.over(
                () -> new CannedReplies(url -> answers.apply(url)),
                () -> {},
                config,
                "https://vendor.example",
                credentials,
                habits);
    }

    public ProviderConfig config() {
        return config;
    }

    public VendorConnection connection() {
        return connection;
    }

    /** Answers with {@code reply}, whatever is asked. */
    public void answers(byte[] reply) {
        answers = url -> reply;
    }

    /** Answers by the URL that is asked. */
    public void answers(Function<String, byte[]> replies) {
        answers = replies;
    }
}
