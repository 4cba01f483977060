package io.github.reel4j.project.nimbus;

import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.port.CallbackReader;
import io.github.reel4j.port.MediaUploader;
import io.github.reel4j.port.PricingModel;
import io.github.reel4j.port.RequestPreview;
import io.github.reel4j.port.StatusTracker;
import io.github.reel4j.port.TaskCanceller;
import io.github.reel4j.port.VideoDownloader;
import io.github.reel4j.port.VideoGenerator;
import io.github.reel4j.pricing.TablePricing;
import io.github.reel4j.provider.feign.JsonCallbackReader;
import io.github.reel4j.provider.feign.JsonCallbackReader.SignatureParts;
import io.github.reel4j.provider.feign.SignatureVerifier;
import io.github.reel4j.provider.feign.VendorClient;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.VideoProvider;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The provider: creates and holds its ports. */
record NimbusComponent(
        ProviderId id,
        List<ModelSpec> models,
        VideoGenerator generator,
        StatusTracker tracker,
        PricingModel pricing,
        VideoDownloader downloader,
        Optional<RequestPreview> preview,
        Optional<TaskCanceller> canceller,
        Optional<CallbackReader> callbacks,
        Optional<MediaUploader> uploader,
        VendorClient client)
        implements VideoProvider {

    static NimbusComponent of(ProviderConfig config, VendorClient client) {
        NimbusJobs jobs = new NimbusJobs(client);
        return new NimbusComponent(
                config.provider(),
                NimbusModels.ALL,
                new NimbusVideoGenerator(client),
                jobs,
                new TablePricing(),
                client.downloader(),
                Optional.of(
                        request -> client.capture(capturing -> new NimbusVideoGenerator(capturing).submit(request))),
                Optional.of(jobs),
                Optional.of(JsonCallbackReader.signed(
                        client,
                        "/job/number",
                        new SignatureVerifier(config, Duration.ofMinutes(5)),
                        each -> SignatureParts.withTimestamp(each, "nimbus-time", "nimbus-signature"))),
                Optional.of(new NimbusUploader(client)),
                client);
    }

    @Override
    public void close() {
        client.close();
    }
}
