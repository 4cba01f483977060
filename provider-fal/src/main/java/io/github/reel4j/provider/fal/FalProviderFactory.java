package io.github.reel4j.provider.fal;

import io.github.reel4j.model.ProviderId;
import io.github.reel4j.provider.feign.ErrorPointers;
import io.github.reel4j.provider.feign.TaskIdPointers;
import io.github.reel4j.provider.feign.VendorClient;
import io.github.reel4j.provider.feign.VendorConventions;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.spi.VideoProviderFactory;
import java.util.List;
import java.util.Map;

/** Creates the provider fal. {@link java.util.ServiceLoader} finds it; programs need not name this class. */
public final class FalProviderFactory implements VideoProviderFactory {

    static final String DEFAULT_URL = "https://queue.fal.run";
    /** Only the error about a task has a {@code status}: {@code NOT_FOUND}. */
    static final VendorConventions CONVENTIONS = VendorConventions.DEFAULT
            .errors(new ErrorPointers(
                            List.of("/error_type", "/detail/0/type"),
                            List.of("/error", "/detail", "/status"),
                            List.of("/status"))
                    .violations(ErrorPointers.Violations.FAST_API))
            .taskIdPointers(TaskIdPointers.of("/request_id"));

    private static final ProviderId ID = ProviderId.of("fal");

    @Override
    public ProviderId id() {
        return ID;
    }

    @Override
    public VideoProvider create(ProviderConfig config) {
        VendorClient client = VendorClient.of(
                config, DEFAULT_URL, key -> Map.of("Authorization", "Key " + key.reveal()), CONVENTIONS);
        return DaggerFalComponent.factory().create(config, client, FalSettings.read(config));
    }
}
