package io.github.reel4j.micrometer;

import io.github.reel4j.VideoClientBuilder;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingSenderTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Registries as a program has them: observations become spans of the OpenTelemetry SDK and timers, and meters go to
 * Prometheus. Spans propagate their context wherever a context lets them.
 */
final class RecordingTelemetry {

    final ObservationRegistry observations = ObservationRegistry.create();
    final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();

    RecordingTelemetry() {
        ContextPropagators propagators = ContextPropagators.create(W3CTraceContextPropagator.getInstance());
        Tracer spans = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                .build()
                .get("reel4j");
        OtelTracer tracer = new OtelTracer(spans, new OtelCurrentTraceContext(), event -> {});
        observations
                .observationConfig()
                .observationHandler(new ObservationHandler.FirstMatchingCompositeObservationHandler(
                        new PropagatingSenderTracingObservationHandler<>(
                                tracer, new OtelPropagator(propagators, spans)),
                        new DefaultTracingObservationHandler(tracer)))
                .observationHandler(new DefaultMeterObservationHandler(meters));
    }

    /** Instruments a client that records polls as meters. */
    VideoClientBuilder instrument(VideoClientBuilder client) {
        return instrument(client, PollRecording.METERS);
    }

    VideoClientBuilder instrument(VideoClientBuilder client, PollRecording polls) {
        return MicrometerInstrumentation.builder(observations, meters)
                .polls(polls)
                .build()
                .instrument(client);
    }

    /** Returns the spans that have ended, oldest first. */
    List<SpanData> spans() {
        return exporter.getFinishedSpanItems();
    }

    /** Returns the spans with this name. */
    List<SpanData> spans(String name) {
        return spans().stream().filter(span -> span.getName().equals(name)).toList();
    }

    /** Returns the value of a counter; 0 if it was not counted. The keys and values alternate. */
    double count(String name, String... tags) {
        return meters.find(name).tags(tags).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    /** Waits until the client's listeners have received an event; the test's timeout limits it. */
    static void await(BooleanSupplier received) {
        while (!received.getAsBoolean()) {
            LockSupport.parkNanos(1_000_000);
        }
    }
}
