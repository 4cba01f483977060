package io.github.reel4j.testkit.junit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** The extensions of one test, in the order of their start. Thread-safe. */
final class ExtensionRegistry {

    private final List<VendorSimulatorExtension> started = new CopyOnWriteArrayList<>();

    static ExtensionRegistry of(ExtensionContext context) {
        return context.getStore(ExtensionContext.Namespace.create(ExtensionRegistry.class, context.getUniqueId()))
                .getOrComputeIfAbsent(ExtensionRegistry.class, key -> new ExtensionRegistry(), ExtensionRegistry.class);
    }

    void add(VendorSimulatorExtension extension) {
        started.add(extension);
    }

    /** Removes an extension, and returns whether it had started. */
    boolean remove(VendorSimulatorExtension extension) {
        return started.remove(extension);
    }

    /** Returns whether this extension resolves parameters without {@link Vendor}. */
    boolean isFirst(VendorSimulatorExtension extension) {
        return started.isEmpty() || started.get(0) == extension;
    }

    void requireOnlyOne() {
        if (started.size() > 1) {
            throw new ParameterResolutionException("The test has several vendors. Annotate the parameter with one of "
                    + started.stream()
                            .map(each -> "@Vendor(\"" + each.providerId() + "\")")
                            .collect(Collectors.joining(", "))
                    + ".");
        }
    }
}
