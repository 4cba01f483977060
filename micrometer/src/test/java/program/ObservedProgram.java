package program;

import io.github.reel4j.VideoClient;
import io.github.reel4j.micrometer.DispatcherMetrics;
import io.github.reel4j.micrometer.MicrometerInstrumentation;
import io.github.reel4j.model.TextToVideoRequest;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;

/** Orders once with Micrometer. Its package is not in a module, so that it runs with and without modules. */
public final class ObservedProgram {

    private ObservedProgram() {}

    /** Expects the URL of a simulator of Pixazo. */
    public static void main(String[] args) {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        ObservationRegistry observations = ObservationRegistry.create();
        observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
        MicrometerInstrumentation instrumentation =
                MicrometerInstrumentation.builder(observations, meters).build();
        try (VideoClient client = instrumentation
                .instrument(VideoClient.builder())
                .provider("pixazo")
                .apiKey("pixazo", "test-key")
                .property("pixazo.base-url", args[0])
                .build()) {
            new DispatcherMetrics(client).bindTo(meters);
            client.submit(TextToVideoRequest.builder().prompt("a kitten").build());
        }
        System.out.println(meters.get("reel4j.submit").timer().count() + " submit in "
                + MicrometerInstrumentation.class.getModule());
    }
}
