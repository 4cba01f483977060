package io.github.reel4j.project.vendors;

import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.provider.apixo.ApixoProviderFactory;
import io.github.reel4j.provider.pixazo.PixazoProviderFactory;
import io.github.reel4j.spi.VideoProviderFactory;
import io.github.reel4j.testkit.contract.subject.SampleRequests;
import io.github.reel4j.testkit.simulator.SimulatorBuilder;
import io.github.reel4j.testkit.simulator.VendorTestHarness;
import io.github.reel4j.testkit.simulator.apixo.ApixoSimulator;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import java.util.List;
import java.util.function.Supplier;

/**
 * A vendor of this repository: its provider, its simulator and its specifics.
 *
 * @param simulators creates a new simulator builder
 * @param baseUrl the documented base URL
 * @param minimalOrderPath the path of {@link #minimalOrder}, relative to the base URL
 * @param operations the offered operations
 * @param keyHeader the header with the API key
 * @param keyPrefix the text before the key in that header
 */
record Vendor(
        VideoProviderFactory factory,
        Supplier<SimulatorBuilder> simulators,
        String baseUrl,
        String minimalOrderPath,
        List<Operation> operations,
        String keyHeader,
        String keyPrefix,
        VendorResponses responses) {

    private static final Vendor PIXAZO = new Vendor(
            new PixazoProviderFactory(),
            PixazoSimulator::builder,
            "https://gateway.pixazo.ai",
            "/wan-video/v1/generateTextToVideoRequest",
            List.of(Operation.TEXT_TO_VIDEO, Operation.IMAGE_TO_VIDEO, Operation.SPEECH_TO_VIDEO, Operation.ANIMATE),
            "ocp-apim-subscription-key",
            "",
            new PixazoResponses());

    private static final Vendor APIXO = new Vendor(
            new ApixoProviderFactory(),
            ApixoSimulator::builder,
            "https://api.apixo.ai/api/v1",
            "/generateTask/wan-2-2-animate",
            List.of(Operation.ANIMATE, Operation.REPLACE),
            "authorization",
            "Bearer ",
            new ApixoResponses());

    static List<Vendor> all() {
        return List.of(PIXAZO, APIXO);
    }

    SimulatorBuilder simulator() {
        return simulators.get();
    }

    VendorTestHarness run() {
        return new VendorTestHarness(simulator(), factory);
    }

    ProviderId id() {
        return factory.id();
    }

    /** Returns the models of its provider. */
    List<ModelSpec> models() {
        try (VendorTestHarness run = run()) {
            return run.client().providers().get(0).models();
        }
    }

    /** Returns an order with only the required fields. */
    GenerationRequest order(Operation operation) {
        return SampleRequests.of(operation);
    }

    /** Returns {@link #order} of the first operation. */
    GenerationRequest minimalOrder() {
        return order(operations.get(0));
    }

    String keyHeaderValue(String key) {
        return keyPrefix + key;
    }

    /** Returns the full name of a setting. */
    String setting(String name) {
        return id() + "." + name;
    }

    /** Returns the id, for the display names of tests. */
    @Override
    public String toString() {
        return id().value();
    }
}
