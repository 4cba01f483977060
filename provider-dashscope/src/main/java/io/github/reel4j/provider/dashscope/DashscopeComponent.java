package io.github.reel4j.provider.dashscope;

import dagger.BindsInstance;
import dagger.Component;
import dagger.Module;
import dagger.Provides;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.Violation;
import io.github.reel4j.port.MediaUploader;
import io.github.reel4j.port.PricingModel;
import io.github.reel4j.port.RequestPreview;
import io.github.reel4j.port.StatusTracker;
import io.github.reel4j.port.TaskCanceller;
import io.github.reel4j.port.VideoDownloader;
import io.github.reel4j.port.VideoGenerator;
import io.github.reel4j.provider.feign.VendorClient;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.VendorLimits;
import io.github.reel4j.spi.VideoProvider;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The {@link VideoProvider} of DashScope: a Dagger component, which creates the provider's ports. */
@Singleton
@Component(modules = DashscopeComponent.Ports.class)
interface DashscopeComponent extends VideoProvider {

    @Override
    VendorLimits limits();

    @Override
    Optional<TaskCanceller> canceller();

    @Override
    Optional<MediaUploader> uploader();

    VendorClient client();

    @Override
    default List<Violation> violations(ResolvedRequest request) {
        return DashscopeSizes.violations(request);
    }

    @Override
    default void close() {
        client().close();
    }

    /** Creates the component from its inputs. */
    @Component.Factory
    interface Factory {
        DashscopeComponent create(
                @BindsInstance ProviderConfig config,
                @BindsInstance VendorClient client,
                @BindsInstance DashscopeSettings settings);
    }

    /** Provides the ports. */
    @Module
    interface Ports {

        @Provides
        static ProviderId id(ProviderConfig config) {
            return config.provider();
        }

        @Provides
        @Singleton
        static List<ModelSpec> models(DashscopeSettings settings) {
            return DashscopeModels.of(settings.region(), settings.currency());
        }

        @Provides
        @Singleton
        static VendorLimits limits(List<ModelSpec> models) {
            return DashscopeLimits.of(models);
        }

        @Provides
        @Singleton
        static VideoGenerator generator(VendorClient client, DashscopeSettings settings) {
            return new DashscopeVideoGenerator(client, settings.faceCheck());
        }

        @Provides
        @Singleton
        static StatusTracker tracker(VendorClient client) {
            return new DashscopeStatusTracker(client);
        }

        @Provides
        @Singleton
        static PricingModel pricing(DashscopeSettings settings) {
            return new DashscopePricing(settings);
        }

        @Provides
        @Singleton
        static VideoDownloader downloader(VendorClient client) {
            return client.downloader();
        }

        /** Shows the order and not the face check before it. */
        @Provides
        static Optional<RequestPreview> preview(VendorClient client) {
            return Optional.of(request ->
                    client.capture(capturing -> new DashscopeVideoGenerator(capturing, false).submit(request)));
        }

        @Provides
        @Singleton
        static Optional<TaskCanceller> canceller(VendorClient client, StatusTracker tracker) {
            return Optional.of(new DashscopeCanceller(client, tracker));
        }

        @Provides
        @Singleton
        static Optional<MediaUploader> uploader(VendorClient client, List<ModelSpec> models) {
            return Optional.of(new DashscopeUploader(client, models));
        }
    }
}
