package io.github.reel4j.testkit.junit;

import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.port.PricingModel;
import io.github.reel4j.port.RequestPreview;
import io.github.reel4j.port.StatusTracker;
import io.github.reel4j.port.VideoDownloader;
import io.github.reel4j.port.VideoGenerator;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.spi.VideoProviderFactory;
import io.github.reel4j.testkit.memory.InMemoryVideoProvider;
import java.util.List;
import java.util.Optional;

/** The provider in memory, but for its orders. */
record ScriptedProvider(VideoGenerator generator) implements VideoProvider, VideoProviderFactory {

    private static final InMemoryVideoProvider MEMORY = new InMemoryVideoProvider();

    @Override
    public VideoProvider create(ProviderConfig config) {
        return this;
    }

    @Override
    public ProviderId id() {
        return MEMORY.id();
    }

    @Override
    public List<ModelSpec> models() {
        return MEMORY.models();
    }

    @Override
    public boolean needsKey() {
        return true;
    }

    @Override
    public StatusTracker tracker() {
        return MEMORY.tracker();
    }

    @Override
    public PricingModel pricing() {
        return MEMORY.pricing();
    }

    @Override
    public VideoDownloader downloader() {
        return MEMORY.downloader();
    }

    @Override
    public Optional<RequestPreview> preview() {
        return Optional.empty();
    }
}
