package io.github.reel4j.testkit.gallery;

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
import java.util.List;
import java.util.Optional;

/** Prints its key, as a record that holds one does. */
record Printing(Parts right, ProviderConfig config) implements VideoProvider {

    @Override
    public ProviderId id() {
        return right.id();
    }

    @Override
    public List<ModelSpec> models() {
        return right.models();
    }

    @Override
    public VideoGenerator generator() {
        return right.generator();
    }

    @Override
    public StatusTracker tracker() {
        return right.tracker();
    }

    @Override
    public PricingModel pricing() {
        return right.pricing();
    }

    @Override
    public VideoDownloader downloader() {
        return right.downloader();
    }

    @Override
    public Optional<RequestPreview> preview() {
        return right.preview();
    }

    @Override
    public Optional<TaskCanceller> canceller() {
        return right.canceller();
    }

    @Override
    public Optional<CallbackReader> callbacks() {
        return right.callbacks();
    }

    @Override
    public String toString() {
        return "Acme[key=" + config.text("api-key").orElse("") + "]";
    }
}
