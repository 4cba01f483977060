package io.github.reel4j.house.vendors;

import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.provider.apixo.ApixoProviderFactory;
import io.github.reel4j.provider.pixazo.PixazoProviderFactory;
import io.github.reel4j.spi.VideoProviderFactory;
import io.github.reel4j.testkit.contract.SampleRequests;
import io.github.reel4j.testkit.simulator.SimulatorBuilder;
import io.github.reel4j.testkit.simulator.VendorTestHarness;
import io.github.reel4j.testkit.simulator.apixo.ApixoSimulator;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import java.util.List;
import java.util.function.Supplier;

/**
 * A vendor whose provider is built here, and what it does in its own way.
 *
 * @param imitation makes a new one each time
 * @param address its documented base URL
 * @param plainestPath where the {@link #plainest} order goes, below a base URL
 * @param operations what it offers
 * @param keyHeader the header that a key is sent in
 * @param keyPrefix what stands there before the key
 */
record Vendor(
        VideoProviderFactory factory,
        Supplier<SimulatorBuilder> imitation,
        String address,
        String plainestPath,
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
        return imitation.get();
    }

    VendorTestHarness run() {
        return new VendorTestHarness(simulator(), factory);
    }

    ProviderId id() {
        return factory.id();
    }

    /** The table of its provider. */
    List<ModelSpec> models() {
        try (VendorTestHarness run = run()) {
            return run.client().providers().get(0).models();
        }
    }

    /** An order that sets what must be set and nothing else. */
    GenerationRequest order(Operation operation) {
        return SampleRequests.of(operation);
    }

    /** For tests that one order is enough for. */
    GenerationRequest plainest() {
        return order(operations.get(0));
    }

    String keyHeaderValue(String key) {
        return keyPrefix + key;
    }

    /** The name of one of its settings. */
    String setting(String name) {
        return id() + "." + name;
    }

    /** For the names of tests. */
    @Override
    public String toString() {
        return id().value();
    }
}
