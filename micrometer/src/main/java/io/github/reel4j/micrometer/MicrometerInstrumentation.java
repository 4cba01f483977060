package io.github.reel4j.micrometer;

import io.github.reel4j.VideoClientBuilder;
import io.github.reel4j.port.ContextPropagation;
import io.github.reel4j.port.StatusTracker;
import io.github.reel4j.spi.VideoProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Records what clients do as Micrometer observations and meters. Submits and downloads are observations, so that they
 * become spans and timers, children of the observation that is current when the program calls the client. Orders,
 * tasks, polls and expected spending are meters. {@link ReelObservationDocumentation} and {@link
 * ReelMeterDocumentation} list them.
 *
 * <p>No prompt, no URL, no key and no text of a vendor's message is recorded, and nothing is sent to vendors on behalf
 * of a trace. A registry, handler or convention that throws affects no order: the first failure is logged. Immutable
 * and thread-safe; several clients may share it.
 */
public final class MicrometerInstrumentation {

    private final ObservationRegistry observations;
    private final MeterRegistry meters;
    private final @Nullable SubmitObservationConvention submits;
    private final @Nullable DownloadObservationConvention downloads;
    private final PollRecording polls;
    private final InstrumentationFailures failures = new InstrumentationFailures();

    private MicrometerInstrumentation(Builder builder) {
        this.observations = builder.observations;
        this.meters = builder.meters;
        this.submits = builder.submits;
        this.downloads = builder.downloads;
        this.polls = builder.polls;
    }

    /**
     * Returns a builder.
     *
     * @param observations receives the observations; {@link ObservationRegistry#NOOP} records none
     * @param meters receives the meters
     */
    public static Builder builder(ObservationRegistry observations, MeterRegistry meters) {
        return new Builder(
                Objects.requireNonNull(observations, "observations"), Objects.requireNonNull(meters, "meters"));
    }

    /**
     * Instruments the client that {@code client} builds: adds a {@linkplain VideoClientBuilder#listener listener}, a
     * {@linkplain VideoClientBuilder#decorate decorator} and a {@linkplain VideoClientBuilder#contextPropagation
     * context propagation}. Call it once for a builder. A client that is built with {@code client.toBuilder()} is
     * instrumented too. Bind {@link DispatcherMetrics} to have gauges.
     *
     * @return {@code client}
     */
    public VideoClientBuilder instrument(VideoClientBuilder client) {
        client.listener(new ClientMeterRecorder(meters, failures));
        if (!observations.isNoop()) {
            client.contextPropagation(this::currentObservation);
        }
        if (!observations.isNoop() || polls != PollRecording.NONE) {
            client.decorate(this::instrument);
        }
        return client;
    }

    private VideoProvider instrument(VideoProvider provider) {
        CallObserver observer = new CallObserver(observations, failures);
        UnaryOperator<StatusTracker> trackers = polls == PollRecording.NONE
                ? UnaryOperator.identity()
                : tracker -> new InstrumentedStatusTracker(
                        tracker,
                        new PollTimer(meters, provider.id()),
                        meters.config().clock(),
                        failures,
                        polls == PollRecording.SPANS ? observer : null);
        return new InstrumentedProvider(provider, observer, submits, downloads, trackers);
    }

    private ContextPropagation.Snapshot currentObservation() {
        Observation current = observations.getCurrentObservation();
        if (current == null) {
            return Runnable::run;
        }
        return work -> {
            Observation.Scope scope = failures.getOrElse(current::openScope, Observation.Scope.NOOP);
            try {
                work.run();
            } finally {
                failures.ignore(scope::close);
            }
        };
    }

    /** Builds a {@link MicrometerInstrumentation}. Arguments must not be null. Not thread-safe. */
    public static final class Builder {

        private final ObservationRegistry observations;
        private final MeterRegistry meters;
        private @Nullable SubmitObservationConvention submits;
        private @Nullable DownloadObservationConvention downloads;
        private PollRecording polls = PollRecording.METERS;

        private Builder(ObservationRegistry observations, MeterRegistry meters) {
            this.observations = observations;
            this.meters = meters;
        }

        /** Replaces the names and keys of submits. {@link DefaultSubmitObservationConvention} by default. */
        public Builder convention(SubmitObservationConvention convention) {
            submits = Objects.requireNonNull(convention, "convention");
            return this;
        }

        /** Replaces the names and keys of downloads. {@link DefaultDownloadObservationConvention} by default. */
        public Builder convention(DownloadObservationConvention convention) {
            downloads = Objects.requireNonNull(convention, "convention");
            return this;
        }

        /** Sets how polls are recorded. {@link PollRecording#METERS} by default. */
        public Builder polls(PollRecording recorded) {
            polls = Objects.requireNonNull(recorded, "recorded");
            return this;
        }

        /** Returns the instrumentation. */
        public MicrometerInstrumentation build() {
            return new MicrometerInstrumentation(this);
        }
    }
}
