package io.github.reel4j.discovery;

import io.github.reel4j.model.ProviderId;
import io.github.reel4j.spi.VideoProviderFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * Finds providers with the class loader of reel4j first and the context class loader of the thread second. Duplicate
 * and broken providers are reported; duplicates are never resolved by class-path order.
 */
public final class ProviderDiscovery {

    /** Limits the failures, because a class loader that cannot list its files fails forever. */
    private static final int MAX_FAILURES = 100;

    private final Map<Class<?>, DiscoveredProvider> discovered = new LinkedHashMap<>();
    private final List<String> broken = new ArrayList<>();
    private final Set<Class<?>> tried = new HashSet<>();

    private ProviderDiscovery() {}

    /** Scans the current class path and module path. */
    public static ProviderCatalog scan() {
        List<ClassLoader> loaders = new ArrayList<>();
        loaders.add(ProviderDiscovery.class.getClassLoader());
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        if (context != null && context != loaders.get(0)) {
            loaders.add(context);
        }
        return scan(loaders);
    }

    static ProviderCatalog scan(List<ClassLoader> loaders) {
        return new ProviderDiscovery().catalog(loaders);
    }

    private ProviderCatalog catalog(List<ClassLoader> loaders) {
        loaders.forEach(this::load);
        ServiceFiles files = ServiceFiles.read(VideoProviderFactory.class, loaders);
        List<String> conflicts = new ArrayList<>(files.duplicates());
        if (conflicts.isEmpty()) {
            conflicts.addAll(ProviderCatalog.sharedIds(List.copyOf(discovered.values())));
        }
        return new ProviderCatalog(List.copyOf(discovered.values()), conflicts, broken, files.count());
    }

    private void load(ClassLoader loader) {
        Iterator<ServiceLoader.Provider<VideoProviderFactory>> services =
                ServiceLoader.load(VideoProviderFactory.class, loader).stream().iterator();
        for (int failures = 0; failures < MAX_FAILURES; ) {
            try {
                if (!services.hasNext()) {
                    return;
                }
                add(services.next());
            } catch (ServiceConfigurationError | LinkageError e) {
                failures++;
                report("a provider named in a service file", e);
            }
        }
    }

    private void add(ServiceLoader.Provider<VideoProviderFactory> service) {
        Class<? extends VideoProviderFactory> type = service.type();
        if (!tried.add(type)) {
            return;
        }
        try {
            VideoProviderFactory factory = service.get();
            ProviderId id = Objects.requireNonNull(factory.id(), "id() returned null");
            discovered.put(type, new DiscoveredProvider(id, factory, CodeLocation.of(type)));
        } catch (ServiceConfigurationError | RuntimeException | LinkageError e) {
            report(type.getName() + " (" + CodeLocation.of(type) + ")", e);
        }
    }

    private void report(String provider, Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String sentence =
                provider + " cannot be created: " + root + ". Update its jar, or remove it from the class path.";
        if (!broken.contains(sentence)) {
            broken.add(sentence);
        }
    }
}
