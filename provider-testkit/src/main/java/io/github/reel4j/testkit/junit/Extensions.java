package io.github.reel4j.testkit.junit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** The extensions of one test, in the order in which they began. Thread-safe. */
final class Extensions {

    private final List<VendorSimulatorExtension> begun = new CopyOnWriteArrayList<>();

    static Extensions of(ExtensionContext context) {
        return context.getStore(ExtensionContext.Namespace.create(Extensions.class, context.getUniqueId()))
                .getOrComputeIfAbsent(Extensions.class, key -> new Extensions(), Extensions.class);
    }

    void add(VendorSimulatorExtension extension) {
        begun.add(extension);
    }

    /** Whether it had begun. */
    boolean remove(VendorSimulatorExtension extension) {
        return begun.remove(extension);
    }

    /** Whether it is the one to answer for parameters that name no vendor. */
    boolean isFirst(VendorSimulatorExtension extension) {
        return begun.isEmpty() || begun.get(0) == extension;
    }

    void requireOnlyOne() {
        if (begun.size() > 1) {
            throw new ParameterResolutionException("Which vendor? Annotate the parameter with one of "
                    + begun.stream()
                            .map(each -> "@Vendor(\"" + each.providerId() + "\")")
                            .collect(Collectors.joining(", "))
                    + ".");
        }
    }
}
