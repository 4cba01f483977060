package io.github.reel4j.provider.apixo;

import dagger.BindsInstance;
import dagger.Component;
import dagger.Module;
import dagger.Provides;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.port.CallbackReader;
import io.github.reel4j.port.PricingModel;
import io.github.reel4j.port.RequestPreview;
import io.github.reel4j.port.StatusTracker;
import io.github.reel4j.port.VideoDownloader;
import io.github.reel4j.port.VideoGenerator;
import io.github.reel4j.pricing.TablePricing;
import io.github.reel4j.provider.feign.JsonCallbackReader;
import io.github.reel4j.provider.feign.VendorClient;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.VendorLimits;
import io.github.reel4j.spi.VideoProvider;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The {@link VideoProvider} of Apixo: a Dagger component, which creates the provider's ports. */
@Singleton
@Component(modules = ApixoComponent.Ports.class)
interface ApixoComponent extends VideoProvider {

    @Override
    VendorLimits limits();

    @Override
    Optional<CallbackReader> callbacks();

    VendorClient client();

    @Override
    default void close() {
        client().close();
    }

    /** Creates the component from its inputs. */
    @Component.Factory
    interface Factory {
        ApixoComponent create(
                @BindsInstance ProviderConfig config,
                @BindsInstance VendorClient client,
                @BindsInstance ApixoSettings settings);
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
            return ApixoModels.ALL;
        }

        @Provides
        static VendorLimits limits() {
            return ApixoModels.LIMITS;
        }

        @Provides
        @Singleton
        static VideoGenerator generator(VendorClient client) {
            return new ApixoVideoGenerator(client);
        }

        @Provides
        @Singleton
        static StatusTracker tracker(VendorClient client) {
            return new ApixoStatusTracker(client);
        }

        @Provides
        static PricingModel pricing(ApixoSettings settings) {
            return new TablePricing(settings::rate);
        }

        @Provides
        @Singleton
        static VideoDownloader downloader(VendorClient client) {
            return client.downloader();
        }

        @Provides
        static Optional<RequestPreview> preview(VendorClient client) {
            return Optional.of(
                    request -> client.capture(capturing -> new ApixoVideoGenerator(capturing).submit(request)));
        }

        /**
         * The document shows no callback and no signature. According to the vendor's page about webhooks, callbacks
         * have the form of status responses.
         */
        @Provides
        @Singleton
        static Optional<CallbackReader> callbacks(VendorClient client) {
            return Optional.of(JsonCallbackReader.unsigned(client, "/data/taskId"));
        }
    }
}
