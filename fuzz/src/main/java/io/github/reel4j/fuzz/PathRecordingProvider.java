package io.github.reel4j.fuzz;

import io.github.reel4j.model.ProviderId;
import io.github.reel4j.port.VideoGenerator;
import io.github.reel4j.spi.ForwardingProvider;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.spi.VideoProviderFactory;
import java.net.URI;
import java.util.List;

/** A provider that records the callback path of each order. */
final class PathRecordingProvider extends ForwardingProvider implements VideoProviderFactory {

    private final List<String> paths;

    PathRecordingProvider(VideoProvider provider, List<String> paths) {
        super(provider);
        this.paths = paths;
    }

    @Override
    public VideoProvider create(ProviderConfig config) {
        return this;
    }

    @Override
    public ProviderId id() {
        return super.id();
    }

    @Override
    public VideoGenerator generator() {
        return request -> {
            request.callback().map(URI::getPath).ifPresent(paths::add);
            return super.generator().submit(request);
        };
    }
}
