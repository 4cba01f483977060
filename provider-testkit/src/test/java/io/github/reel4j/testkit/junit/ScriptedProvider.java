package io.github.reel4j.testkit.junit;

import io.github.reel4j.port.RequestPreview;
import io.github.reel4j.port.VideoGenerator;
import io.github.reel4j.spi.ForwardingProvider;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.spi.VideoProviderFactory;
import io.github.reel4j.testkit.memory.InMemoryVideoProvider;
import java.util.Optional;

/** The in-memory provider with scripted submits and an API key. */
final class ScriptedProvider extends ForwardingProvider implements VideoProviderFactory {

    private final VideoGenerator generator;

    ScriptedProvider(VideoGenerator generator) {
        super(new InMemoryVideoProvider());
        this.generator = generator;
    }

    @Override
    public VideoProvider create(ProviderConfig config) {
        return this;
    }

    @Override
    public boolean needsKey() {
        return true;
    }

    @Override
    public VideoGenerator generator() {
        return generator;
    }

    @Override
    public Optional<RequestPreview> preview() {
        return Optional.empty();
    }
}
