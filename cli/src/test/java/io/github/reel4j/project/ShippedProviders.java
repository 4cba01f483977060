package io.github.reel4j.project;

import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Operation;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.Settings;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.spi.VideoProviderFactory;
import io.github.reel4j.testkit.time.VirtualTimeScheduler;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** The providers of this repository on the class path, with their default settings and without keys. */
final class ShippedProviders implements AutoCloseable {

    static final Settings NO_SETTINGS = new Settings(Map.of(), name -> null, name -> null);

    private final VirtualTimeScheduler scheduler = new VirtualTimeScheduler();
    private final List<VideoProvider> providers;

    ShippedProviders() {
        providers = factories().stream()
                .map(factory -> factory.create(new ProviderConfig(factory.id(), NO_SETTINGS, scheduler)))
                .toList();
    }

    /** Returns the factories, sorted by id. */
    static List<VideoProviderFactory> factories() {
        return ServiceLoader.load(VideoProviderFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(factory -> Repository.vendors().contains(factory.id().value()))
                .sorted(Comparator.comparing(VideoProviderFactory::id))
                .toList();
    }

    /** Returns the providers, sorted by id. */
    List<VideoProvider> all() {
        return providers;
    }

    /** Returns the models that can be ordered for {@code operation}. */
    static List<ModelSpec> orderable(VideoProvider provider, Operation operation) {
        return provider.models().stream()
                .filter(model -> model.operation() == operation)
                .filter(model -> model.availability() != ModelSpec.Availability.PRICED_ONLY)
                .toList();
    }

    @Override
    public void close() {
        providers.forEach(VideoProvider::close);
        scheduler.close();
    }
}
