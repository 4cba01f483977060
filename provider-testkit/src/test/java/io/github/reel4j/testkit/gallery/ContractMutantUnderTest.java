package io.github.reel4j.testkit.gallery;

import io.github.reel4j.model.AnimateRequest;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.ImageToVideoRequest;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TextToVideoRequest;
import io.github.reel4j.testkit.contract.subject.SampleRequests;
import io.github.reel4j.testkit.contract.subject.SimulatedProvider;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.SimulatorBuilder;
import java.time.Duration;

/**
 * A mutant with a simulator of Acme. Its orders name their model, so that a wrong recommendation breaks one rule only.
 */
final class ContractMutantUnderTest extends ForwardingProviderUnderTest {

    ContractMutantUnderTest(ContractMutant mutant) {
        super(new SimulatedProvider(mutant.factory(), vendor(mutant.style())));
    }

    private static SimulatorBuilder vendor(AcmeStyle style) {
        return Simulator.withDialect(new AcmeDialect(style))
                .queued(style.queue())
                .running(style.queue().isZero() ? Duration.ZERO : Duration.ofSeconds(5));
    }

    @Override
    public GenerationRequest request(Operation operation) {
        GenerationRequest plain = SampleRequests.of(operation);
        if (plain instanceof TextToVideoRequest text) {
            TextToVideoRequest.Builder builder = TextToVideoRequest.builder();
            return builder.from(text).model(AcmeModels.PLAIN).build();
        }
        if (plain instanceof ImageToVideoRequest image) {
            ImageToVideoRequest.Builder builder = ImageToVideoRequest.builder();
            return builder.from(image).model(AcmeFrames.FRAMES).build();
        }
        AnimateRequest.Builder builder = AnimateRequest.builder();
        return builder.from((AnimateRequest) plain).model(AcmeModels.MOTION).build();
    }

    /** Ignores unreported orders, which the broken rule reports already. */
    @Override
    public void close() {
        wire().ifPresent(Simulator::reset);
        super.close();
    }
}
