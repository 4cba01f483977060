package io.github.reel4j.cli;

import io.github.reel4j.VideoException;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.VendorSimulatorFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The vendor simulators on the class path. */
final class Simulators {

    private final Map<String, VendorSimulatorFactory> byVendor;

    private Simulators(Map<String, VendorSimulatorFactory> byVendor) {
        this.byVendor = byVendor;
    }

    static Simulators find() {
        Map<String, VendorSimulatorFactory> found = new LinkedHashMap<>();
        try {
            Stream.of(Simulators.class.getClassLoader(), Thread.currentThread().getContextClassLoader())
                    .distinct()
                    .forEach(loader -> ServiceLoader.load(VendorSimulatorFactory.class, loader).stream()
                            .forEach(service -> add(found, service)));
        } catch (ServiceConfigurationError e) {
            throw failure("a service file names a simulator that cannot be loaded: " + e.getMessage()
                    + ". Take its jar off the class path.");
        }
        return new Simulators(found);
    }

    List<String> vendors() {
        return byVendor.keySet().stream().sorted().toList();
    }

    Optional<VendorSimulatorFactory> of(String vendor) {
        return Optional.ofNullable(byVendor.get(vendor));
    }

    /** The simulator of that vendor. */
    VendorSimulatorFactory named(String vendor) {
        return of(vendor)
                .orElseThrow(() -> failure("no simulator of '" + vendor + "' on the class path. Found: "
                        + (byVendor.isEmpty() ? "none" : String.join(", ", vendors()))
                        + ".\n  Name one of them, or add io.github.reel4j:reel4j-provider-testkit."));
    }

    /** The one to start when none is named: {@code preferred} if it is there, or the only one. */
    VendorSimulatorFactory defaultFor(String preferred) {
        if (byVendor.containsKey(preferred) || byVendor.isEmpty()) {
            return named(preferred);
        }
        if (byVendor.size() == 1) {
            return byVendor.values().iterator().next();
        }
        throw new VideoException(VideoFailure.of(
                FailureKind.AMBIGUOUS_PROVIDER,
                "several vendors can be simulated: " + String.join(", ", vendors()) + ".\n  Name one: "
                        + vendors().stream().map(each -> "--vendor " + each).collect(Collectors.joining(" or "))
                        + "."));
    }

    private static void add(
            Map<String, VendorSimulatorFactory> found, ServiceLoader.Provider<VendorSimulatorFactory> service) {
        try {
            VendorSimulatorFactory factory = service.get();
            found.putIfAbsent(factory.id().value(), factory);
        } catch (ServiceConfigurationError | LinkageError e) {
            throw failure(
                    "the simulator " + service.type().getName() + " cannot be created. Take it off the class path.");
        }
    }

    private static VideoException failure(String message) {
        return new VideoException(VideoFailure.of(FailureKind.NO_PROVIDER, message));
    }
}
