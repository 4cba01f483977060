package io.github.reel4j.house.nimbus;

import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.port.PricingModel;
import io.github.reel4j.port.RequestPreview;
import io.github.reel4j.port.StatusTracker;
import io.github.reel4j.port.VideoDownloader;
import io.github.reel4j.port.VideoGenerator;
import io.github.reel4j.pricing.TablePricing;
import io.github.reel4j.provider.feign.VendorConnection;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.VideoProvider;
import java.util.List;
import java.util.Optional;

/** Wires the ports; it is the provider itself. */
record NimbusComponent(
        ProviderId id,
        List<ModelSpec> models,
        VideoGenerator generator,
        StatusTracker tracker,
        PricingModel pricing,
        VideoDownloader downloader,
        Optional<RequestPreview> preview)
        implements VideoProvider {

    static NimbusComponent of(ProviderConfig config, VendorConnection connection) {
        return new NimbusComponent(
                config.provider(),
                NimbusModels.ALL,
                new NimbusVideoGenerator(connection, config),
                new NimbusStatusTracker(connection),
                new TablePricing(),
                connection.downloader(),
                Optional.of(request ->
                        connection.capture(capturing -> new NimbusVideoGenerator(capturing, config).submit(request))));
    }
}
