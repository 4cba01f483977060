package io.github.reel4j.spi;

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
import java.util.List;
import java.util.Optional;

/**
 * A provider that delegates every method to another provider. Extend it to replace or observe single ports. Methods
 * that are added later are delegated too.
 */
public abstract class ForwardingProvider implements VideoProvider {

    private final VideoProvider provider;

    /** Creates a provider that delegates to {@code provider}. */
    protected ForwardingProvider(VideoProvider provider) {
        this.provider = provider;
    }

    /** Returns the provider that this one delegates to. */
    protected final VideoProvider provider() {
        return provider;
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
    public VendorLimits limits() {
        return provider.limits();
    }

    @Override
    public List<Violation> violations(ResolvedRequest request) {
        return provider.violations(request);
    }

    @Override
    public VideoGenerator generator() {
        return provider.generator();
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
    public Optional<MediaUploader> uploader() {
        return provider.uploader();
    }

    @Override
    public void close() {
        provider.close();
    }
}
