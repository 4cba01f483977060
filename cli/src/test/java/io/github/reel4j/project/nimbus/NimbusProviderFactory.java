package io.github.reel4j.project.nimbus;

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

/** Creates the provider. */
public final class NimbusProviderFactory implements VideoProviderFactory {

    private static final String DEFAULT_URL = "https://render.nimbus.example/eu";
    private static final VendorConventions CONVENTIONS = VendorConventions.DEFAULT
            .errors(new ErrorPointers(
                    List.of("/job/problem/title", "/problem/title"), List.of("/job/problem/detail", "/problem/detail")))
            .taskIdPointers(TaskIdPointers.of("/job/number"));

    @Override
    public ProviderId id() {
        return ProviderId.of("nimbus");
    }

    @Override
    public VideoProvider create(ProviderConfig config) {
        return NimbusComponent.of(
                config, VendorClient.of(config, DEFAULT_URL, key -> Map.of("Nimbus-Token", key.reveal()), CONVENTIONS));
    }
}
