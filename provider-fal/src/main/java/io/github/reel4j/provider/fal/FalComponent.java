package io.github.reel4j.provider.fal;

import dagger.BindsInstance;
import dagger.Component;
import dagger.Module;
import dagger.Provides;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.Violation;
import io.github.reel4j.port.CallbackReader;
import io.github.reel4j.port.MediaUploader;
import io.github.reel4j.port.PricingModel;
import io.github.reel4j.port.RequestPreview;
import io.github.reel4j.port.StatusTracker;
import io.github.reel4j.port.TaskCanceller;
import io.github.reel4j.port.VideoDownloader;
import io.github.reel4j.port.VideoGenerator;
import io.github.reel4j.provider.feign.Ed25519Verifier;
import io.github.reel4j.provider.feign.JsonCallbackReader;
import io.github.reel4j.provider.feign.VendorClient;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.VendorLimits;
import io.github.reel4j.spi.VideoProvider;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The {@link VideoProvider} of fal: a Dagger component, which creates the provider's ports. */
@Singleton
@Component(modules = FalComponent.Ports.class)
interface FalComponent extends VideoProvider {

    @Override
    VendorLimits limits();

    @Override
    Optional<TaskCanceller> canceller();

    @Override
    Optional<CallbackReader> callbacks();

    @Override
    Optional<MediaUploader> uploader();

    VendorClient client();

    @Override
    default List<Violation> violations(ResolvedRequest request) {
        return FalFrameCount.violations(request);
    }

    @Override
    default void close() {
        client().close();
    }

    /** Creates the component from its inputs. */
    @Component.Factory
    interface Factory {
        FalComponent create(
                @BindsInstance ProviderConfig config,
                @BindsInstance VendorClient client,
                @BindsInstance FalSettings settings);
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
            return FalModels.ALL;
        }

        @Provides
        static VendorLimits limits() {
            return FalModels.LIMITS;
        }

        @Provides
        @Singleton
        static VideoGenerator generator(VendorClient client, FalSettings settings) {
            return new FalVideoGenerator(client, settings);
        }

        @Provides
        @Singleton
        static StatusTracker tracker(VendorClient client) {
            return new FalStatusTracker(client);
        }

        @Provides
        @Singleton
        static PricingModel pricing() {
            return new FalPricing();
        }

        @Provides
        @Singleton
        static VideoDownloader downloader(VendorClient client) {
            return client.downloader();
        }

        @Provides
        static Optional<RequestPreview> preview(VendorClient client, FalSettings settings) {
            return Optional.of(
                    request -> client.capture(capturing -> new FalVideoGenerator(capturing, settings).submit(request)));
        }

        @Provides
        @Singleton
        static Optional<TaskCanceller> canceller(VendorClient client) {
            return Optional.of(new FalCanceller(client));
        }

        @Provides
        @Singleton
        static Optional<CallbackReader> callbacks(VendorClient client, ProviderConfig config, FalSettings settings) {
            return Optional.of(JsonCallbackReader.signed(
                    client,
                    "/request_id",
                    Ed25519Verifier.of(
                            client,
                            config,
                            settings.keysUrl(),
                            FalWebhookSignature.TOLERANCE,
                            FalWebhookSignature::of)));
        }

        @Provides
        @Singleton
        static Optional<MediaUploader> uploader(VendorClient client) {
            return Optional.of(new FalUploader(client));
        }
    }
}
