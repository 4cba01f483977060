package io.github.reel4j.provider.pixazo;

import io.github.reel4j.model.Operation;
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

/** Creates the provider Pixazo. {@link java.util.ServiceLoader} finds it; programs need not name this class. */
public final class PixazoProviderFactory implements VideoProviderFactory {

    private static final ProviderId ID = ProviderId.of("pixazo");
    private static final String DEFAULT_URL = "https://gateway.pixazo.ai";
    /** A {@code request_id} beside {@code output} names the HTTP request, and no task. */
    static final VendorConventions CONVENTIONS = VendorConventions.DEFAULT
            .errors(new ErrorPointers(List.of(), List.of(), List.of("/error")))
            .taskIdPointers(TaskIdPointers.of("/request_id")
                    .with(Operation.TEXT_TO_VIDEO, "/output/task_id")
                    .with(Operation.IMAGE_TO_VIDEO, "/output/task_id"));

    @Override
    public ProviderId id() {
        return ID;
    }

    @Override
    public VideoProvider create(ProviderConfig config) {
        VendorClient client = VendorClient.of(
                config, DEFAULT_URL, key -> Map.of("Ocp-Apim-Subscription-Key", key.reveal()), CONVENTIONS);
        return DaggerPixazoComponent.factory().create(config, client, PixazoSettings.read(config));
    }
}
