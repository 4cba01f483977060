package io.github.reel4j.testkit.gallery;

import io.github.reel4j.model.AnimateRequest;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TextToVideoRequest;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.spi.VideoProviderFactory;
import io.github.reel4j.testkit.contract.ProviderUnderTest;
import io.github.reel4j.testkit.contract.SampleRequests;
import io.github.reel4j.testkit.contract.SimulatedProvider;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.SimulatorBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A specimen on an imitation of Acme. Its orders name their model, so that a wrong recommendation breaks one rule only. */
record SpecimenUnderTest(SimulatedProvider acme) implements ProviderUnderTest {

    static SpecimenUnderTest of(Specimen specimen) {
        AcmeStyle style = specimen.style();
        SimulatorBuilder vendor = Simulator.speaking(new AcmeDialect(style))
                .queued(style.queue())
                .running(style.queue().isZero() ? Duration.ZERO : Duration.ofSeconds(5));
        return new SpecimenUnderTest(new SimulatedProvider(specimen.factory(), vendor));
    }

    @Override
    public VideoProviderFactory factory() {
        return acme.factory();
    }

    @Override
    public VideoProvider provider() {
        return acme.provider();
    }

    @Override
    public VideoProvider with(Map<String, String> settings) {
        return acme.with(settings);
    }

    @Override
    public Optional<Simulator> wire() {
        return acme.wire();
    }

    @Override
    public String secret() {
        return acme.secret();
    }

    @Override
    public GenerationRequest request(Operation operation) {
        GenerationRequest plain = SampleRequests.of(operation);
        if (plain instanceof TextToVideoRequest text) {
            TextToVideoRequest.Builder builder = TextToVideoRequest.builder();
            return builder.from(text).model(AcmeModels.PLAIN).build();
        }
        AnimateRequest.Builder builder = AnimateRequest.builder();
        return builder.from((AnimateRequest) plain).model(AcmeModels.MOTION).build();
    }

    @Override
    public void nextTaskFails(String code, String message) {
        acme.nextTaskFails(code, message);
    }

    @Override
    public void finishTasks() {
        acme.finishTasks();
    }

    @Override
    public Instant now() {
        return acme.now();
    }

    @Override
    public void setClockAhead(Duration difference) {
        acme.setClockAhead(difference);
    }

    @Override
    public int acceptedOrders() {
        return acme.acceptedOrders();
    }

    /** What it is billed and nobody knows of is told by the rule that it breaks, and by no other. */
    @Override
    public void close() {
        acme.wire().ifPresent(Simulator::reset);
        acme.close();
    }
}
