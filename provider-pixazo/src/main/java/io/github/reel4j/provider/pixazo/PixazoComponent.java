package io.github.reel4j.provider.pixazo;

import dagger.BindsInstance;
import dagger.Component;
import dagger.Module;
import dagger.Provides;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.port.PricingModel;
import io.github.reel4j.port.RequestPreview;
import io.github.reel4j.port.StatusTracker;
import io.github.reel4j.port.VideoDownloader;
import io.github.reel4j.port.VideoGenerator;
import io.github.reel4j.pricing.TablePricing;
import io.github.reel4j.provider.feign.VendorClient;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.VendorLimits;
import io.github.reel4j.spi.VideoProvider;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Wires the ports; it is the provider itself. */
@Singleton
@Component(modules = PixazoComponent.Wiring.class)
interface PixazoComponent extends VideoProvider {

    @Override
    VendorLimits limits();

    VendorClient connection();

    @Override
    default void close() {
        connection().close();
    }

    /** What comes from outside. */
    @Component.Factory
    interface Factory {
        PixazoComponent create(
                @BindsInstance ProviderConfig config,
                @BindsInstance VendorClient client,
                @BindsInstance PixazoSettings settings);
    }

    /** What is made of it. */
    @Module
    interface Wiring {

        @Provides
        static ProviderId id(ProviderConfig config) {
            return config.provider();
        }

        @Provides
        static List<ModelSpec> models() {
            return PixazoModels.ALL;
        }

        @Provides
        static VendorLimits limits() {
            return PixazoModels.LIMITS;
        }

        @Provides
        @Singleton
        static VideoGenerator generator(VendorClient client, PixazoSettings settings) {
            return new PixazoVideoGenerator(client, settings);
        }

        @Provides
        @Singleton
        static StatusTracker tracker(VendorClient client) {
            return new PixazoStatusTracker(client);
        }

        @Provides
        static PricingModel pricing() {
            return new TablePricing();
        }

        @Provides
        @Singleton
        static VideoDownloader downloader(VendorClient client) {
            return client.downloader();
        }

        @Provides
        static Optional<RequestPreview> preview(VendorClient client, PixazoSettings settings) {
            return Optional.of(request ->
                    client.capture(capturing -> new PixazoVideoGenerator(capturing, settings).submit(request)));
        }
    }
}
