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

/** The {@link VideoProvider} of Pixazo: a Dagger component, which creates the provider's ports. */
@Singleton
@Component(modules = PixazoComponent.Ports.class)
interface PixazoComponent extends VideoProvider {

    @Override
    VendorLimits limits();

    VendorClient client();

    @Override
    default void close() {
        client().close();
    }

    /** Creates the component from its inputs. */
    @Component.Factory
    interface Factory {
        PixazoComponent create(
                @BindsInstance ProviderConfig config,
                @BindsInstance VendorClient client,
                @BindsInstance PixazoSettings settings);
    }

    /** Provides the ports. */
    @Module
    interface Ports {

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
