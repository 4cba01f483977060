package io.github.reel4j.benchmarks.caller;

import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoClientBuilder;
import io.github.reel4j.micrometer.MicrometerInstrumentation;
import io.github.reel4j.micrometer.PollRecording;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.Instant;

/**
 * A client of reel4j that orders from Pixazo, with or without Micrometer. The difference to the same client without it
 * is what the listener and the observations cost.
 */
final class Reel4jClientCaller implements Caller {

    private final VideoClient client;
    private final TaskRef task;

    private Reel4jClientCaller(VideoClientBuilder builder, String origin) {
        client = builder.provider("pixazo")
                .apiKey("pixazo", KEY)
                .property("pixazo.base-url", origin)
                .enforceVendorLimits(false)
                .build();
        task = new TaskRef(
                ProviderId.of("pixazo"), Operation.TEXT_TO_VIDEO, "wan2.2-t2v-plus", TASK, "f4eb9935", Instant.EPOCH);
    }

    /** Returns a client without a listener. */
    static Caller plain(String origin) {
        return new Reel4jClientCaller(VideoClient.builder(), origin);
    }

    /** Returns a client whose polls are meters, and whose observations become timers. */
    static Caller withMeters(String origin) {
        return instrumented(origin, PollRecording.METERS);
    }

    /** Returns a client whose polls are observations too. */
    static Caller withObservations(String origin) {
        return instrumented(origin, PollRecording.SPANS);
    }

    private static Caller instrumented(String origin, PollRecording polls) {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        ObservationRegistry observations = ObservationRegistry.create();
        observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
        MicrometerInstrumentation instrumentation = MicrometerInstrumentation.builder(observations, meters)
                .polls(polls)
                .build();
        return new Reel4jClientCaller(instrumentation.instrument(VideoClient.builder()), origin);
    }

    @Override
    public void poll() {
        Caller.check(client.status(task) instanceof TaskStatus.Succeeded);
    }
}
