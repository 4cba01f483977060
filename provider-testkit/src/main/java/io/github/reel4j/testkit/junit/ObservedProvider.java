package io.github.reel4j.testkit.junit;

import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.port.CallbackReader;
import io.github.reel4j.port.PricingModel;
import io.github.reel4j.port.RequestPreview;
import io.github.reel4j.port.StatusTracker;
import io.github.reel4j.port.TaskCanceller;
import io.github.reel4j.port.VideoDownloader;
import io.github.reel4j.port.VideoGenerator;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.spi.VideoProviderFactory;
import java.util.List;
import java.util.Optional;

/** A provider that does what another does, while its orders are counted. */
record ObservedProvider(VideoProvider provider, Submissions submissions) implements VideoProvider {

    /** Makes them. */
    record Factory(VideoProviderFactory factory, Submissions submissions) implements VideoProviderFactory {

        @Override
        public ProviderId id() {
            return factory.id();
        }

        @Override
        public VideoProvider create(ProviderConfig config) {
            return new ObservedProvider(factory.create(config), submissions);
        }
    }

    @Override
    public ProviderId id() {
        return provider.id();
    }

    @Override
    public List<ModelSpec> models() {
        return provider.models();
    }

    @Override
    public boolean needsKey() {
        return provider.needsKey();
    }

    @Override
    public VideoGenerator generator() {
        return request -> submissions.observe(provider.generator(), request);
    }

    @Override
    public StatusTracker tracker() {
        return provider.tracker();
    }

    @Override
    public PricingModel pricing() {
        return provider.pricing();
    }

    @Override
    public VideoDownloader downloader() {
        return provider.downloader();
    }

    @Override
    public Optional<RequestPreview> preview() {
        return provider.preview();
    }

    @Override
    public Optional<TaskCanceller> canceller() {
        return provider.canceller();
    }

    @Override
    public Optional<CallbackReader> callbacks() {
        return provider.callbacks();
    }

    @Override
    public void close() {
        provider.close();
    }
}
