package io.github.reel4j.cli;

import io.github.reel4j.spi.VideoProviderFactory;
import java.util.Iterator;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names of the environment variables for the API keys of all providers found. Providers that cannot be loaded are
 * left out.
 */
final class ProviderKeyVariables {

    /** Limits the failures, because a class loader that cannot list its files fails forever. */
    private static final int MAX_FAILURES = 100;

    private ProviderKeyVariables() {}

    static String sentence() {
        SortedSet<String> ids = new TreeSet<>();
        Stream.of(Reel.class.getClassLoader(), Thread.currentThread().getContextClassLoader())
                .distinct()
                .forEach(loader -> collect(loader, ids));
        String keys = ids.stream()
                .map(id -> ClientFactory.variablePrefix(id) + "_API_KEY")
                .collect(Collectors.joining(", "));
        return ids.isEmpty()
                ? "No provider is installed."
                : "API keys: " + keys + ". Without any key, orders go to a built-in simulator.";
    }

    private static void collect(ClassLoader loader, SortedSet<String> ids) {
        Iterator<VideoProviderFactory> factories =
                ServiceLoader.load(VideoProviderFactory.class, loader).iterator();
        for (int failures = 0; failures < MAX_FAILURES; ) {
            try {
                if (!factories.hasNext()) {
                    return;
                }
                Optional.ofNullable(factories.next().id()).ifPresent(id -> ids.add(id.value()));
            } catch (ServiceConfigurationError | RuntimeException | LinkageError e) {
                failures++; // the commands that need providers report it
            }
        }
    }
}
