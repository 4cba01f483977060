package io.github.reel4j.cli;

import io.github.reel4j.VideoException;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.contract.subject.SimulatedProvider;
import io.github.reel4j.testkit.simulator.VendorSimulator;
import io.github.reel4j.testkit.simulator.VendorSimulatorFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The vendor simulators on the class path. */
final class SimulatorRegistry {

    /** What a jar with a simulator provides. */
    static final Class<?> SERVICE = VendorSimulatorFactory.class;

    private final Map<String, VendorSimulatorFactory> byVendor;

    SimulatorRegistry(Map<String, VendorSimulatorFactory> byVendor) {
        this.byVendor = byVendor;
    }

    static SimulatorRegistry find() {
        Map<String, VendorSimulatorFactory> found = new LinkedHashMap<>();
        try {
            Stream.of(
                            SimulatorRegistry.class.getClassLoader(),
                            Thread.currentThread().getContextClassLoader())
                    .distinct()
                    .forEach(loader -> ServiceLoader.load(VendorSimulatorFactory.class, loader).stream()
                            .forEach(service -> add(found, service)));
        } catch (ServiceConfigurationError e) {
            throw failure("a service file names a simulator that cannot be loaded: " + e.getMessage()
                    + ". Remove its jar from the class path.");
        }
        return new SimulatorRegistry(found);
    }

    List<String> vendors() {
        return byVendor.keySet().stream().sorted().toList();
    }

    boolean contains(String vendor) {
        return byVendor.containsKey(vendor);
    }

    /**
     * Starts the simulator of {@code vendor}.
     *
     * @param port 1 to 65535, or 0 for any free port
     * @throws VideoException if there is no simulator of this vendor
     * @throws java.io.UncheckedIOException if the port is not available
     */
    VendorSimulator start(String vendor, int port) {
        VendorSimulatorFactory factory = byVendor.get(vendor);
        if (factory == null) {
            throw notFound(vendor);
        }
        return factory.start(port);
    }

    /** Returns the secret with which the simulator of {@code vendor} signs callbacks. */
    String callbackSecret(String vendor) {
        return Optional.ofNullable(byVendor.get(vendor))
                .flatMap(VendorSimulatorFactory::callbackSecret)
                .orElse(SimulatedProvider.CALLBACK_SECRET);
    }

    VideoException notFound(String vendor) {
        return failure("no simulator of '" + vendor + "' on the class path. Found: "
                + (byVendor.isEmpty() ? "none" : String.join(", ", vendors())) + ".\n  Add a jar that simulates '"
                + vendor + "'"
                + (byVendor.isEmpty()
                        ? ". io.github.reel4j:reel4j-provider-testkit simulates pixazo, apixo, dashscope and fal."
                        : ", or choose a vendor that was found."));
    }

    /**
     * Returns the vendor to simulate when none is named: {@code preferred} if it is available, otherwise the only one.
     */
    String defaultVendor(String preferred) {
        if (contains(preferred) || byVendor.isEmpty()) {
            return preferred;
        }
        if (byVendor.size() == 1) {
            return vendors().get(0);
        }
        throw new VideoException(VideoFailure.of(
                FailureKind.AMBIGUOUS_PROVIDER,
                "several vendors can be simulated: " + String.join(", ", vendors()) + ".\n  Choose one: "
                        + vendors().stream().map(each -> "--vendor " + each).collect(Collectors.joining(" or "))
                        + "."));
    }

    private static void add(
            Map<String, VendorSimulatorFactory> found, ServiceLoader.Provider<VendorSimulatorFactory> service) {
        try {
            VendorSimulatorFactory factory = service.get();
            found.putIfAbsent(factory.id().value(), factory);
        } catch (ServiceConfigurationError | LinkageError e) {
            throw failure("the simulator " + service.type().getName()
                    + " cannot be created. Remove its jar from the class path.");
        }
    }

    private static VideoException failure(String message) {
        return new VideoException(VideoFailure.of(FailureKind.NO_PROVIDER, message));
    }
}
