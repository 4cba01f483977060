package io.github.reel4j.project.vendors;

import io.github.reel4j.VideoClientBuilder;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.ImageToVideoRequest;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.SpeechToVideoRequest;
import io.github.reel4j.provider.apixo.ApixoProviderFactory;
import io.github.reel4j.provider.dashscope.DashscopeProviderFactory;
import io.github.reel4j.provider.fal.FalProviderFactory;
import io.github.reel4j.provider.pixazo.PixazoProviderFactory;
import io.github.reel4j.spi.VideoProviderFactory;
import io.github.reel4j.testkit.contract.subject.SampleRequests;
import io.github.reel4j.testkit.simulator.SimulatorBuilder;
import io.github.reel4j.testkit.simulator.VendorTestHarness;
import io.github.reel4j.testkit.simulator.apixo.ApixoSimulator;
import io.github.reel4j.testkit.simulator.dashscope.DashscopeSimulator;
import io.github.reel4j.testkit.simulator.fal.FalSimulator;
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

    private static final Vendor DASHSCOPE = new Vendor(
            new DashscopeProviderFactory(),
            DashscopeSimulator::builder,
            "https://dashscope.aliyuncs.com/api/v1",
            "/services/aigc/video-generation/video-synthesis",
            List.of(Operation.values()),
            "authorization",
            "Bearer ",
            new DashscopeResponses());

    private static final Vendor FAL = new Vendor(
            new FalProviderFactory(),
            FalSimulator::builder,
            "https://queue.fal.run",
            "/fal-ai/wan/v2.2-a14b/text-to-video",
            List.of(Operation.values()),
            "authorization",
            "Key ",
            new FalResponses());

    static List<Vendor> all() {
        return List.of(PIXAZO, APIXO, DASHSCOPE, FAL);
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

    /** Returns an order that every vendor takes: with a prompt, but not where the model has no such field. */
    static GenerationRequest portableOrder(Operation operation) {
        GenerationRequest minimal = SampleRequests.of(operation);
        if (minimal instanceof ImageToVideoRequest image) {
            return ImageToVideoRequest.builder()
                    .from(image)
                    .prompt("the wind rises")
                    .omitIfUnsupported(Field.PROMPT)
                    .build();
        }
        return minimal instanceof SpeechToVideoRequest speech
                ? SpeechToVideoRequest.builder()
                        .from(speech)
                        .omitIfUnsupported(Field.PROMPT)
                        .build()
                : minimal;
    }

    /** Returns an order with only the fields that some vendor requires. */
    GenerationRequest order(Operation operation) {
        return portableOrder(operation);
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

    /** Replaces the documented limits, so that many orders run at once. */
    VideoClientBuilder withoutLimits(VideoClientBuilder builder) {
        return builder.property(setting("max-concurrent-tasks"), "1000000")
                .property(setting("requests-per-minute"), "1000000000");
    }

    /** Returns the id, for the display names of tests. */
    @Override
    public String toString() {
        return id().value();
    }
}
