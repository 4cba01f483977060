package io.github.reel4j.provider.apixo;

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
import java.util.Set;

/** Creates the provider Apixo. {@link java.util.ServiceLoader} finds it; programs need not name this class. */
public final class ApixoProviderFactory implements VideoProviderFactory {

    private static final ProviderId ID = ProviderId.of("apixo");
    private static final String DEFAULT_URL = "https://api.apixo.ai/api/v1";
    static final VendorConventions CONVENTIONS = VendorConventions.DEFAULT
            .errors(new ErrorPointers(List.of(), List.of(), List.of("/code", "/message")))
            .taskIdPointers(TaskIdPointers.of("/data/taskId"))
            .rejectionCodes(Set.of(400, 401, 402, 403, 404, 429));

    @Override
    public ProviderId id() {
        return ID;
    }

    @Override
    public VideoProvider create(ProviderConfig config) {
        VendorClient client = VendorClient.of(
                config, DEFAULT_URL, key -> Map.of("Authorization", "Bearer " + key.reveal()), CONVENTIONS);
        return DaggerApixoComponent.factory().create(config, client, ApixoSettings.read(config));
    }
}
