package io.github.reel4j.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoException;
import io.github.reel4j.VideoTask;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TextToVideoRequest;
import io.github.reel4j.testkit.junit.VendorSimulatorExtension;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import io.micrometer.observation.Observation;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.ByteArrayOutputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class TracesTest {

    private static final String SUBMIT = "generate_content wan2.2-t2v-plus";
    private static final String CALLER = "web request";

    private final RecordingTelemetry telemetry = new RecordingTelemetry();
    private PollRecording polls = PollRecording.METERS;

    @RegisterExtension
    final VendorSimulatorExtension pixazo = VendorSimulatorExtension.of(PixazoSimulator.builder())
            .virtualTime()
            .client(builder -> telemetry.instrument(builder, polls));

    @TempDir
    private Path folder;

    private static TextToVideoRequest request() {
        return TextToVideoRequest.builder().prompt("A heron at dawn").build();
    }

    /** Runs {@code work} in an observation of the program's own, and returns its span. */
    private SpanData inObservation(Runnable work) {
        Observation.createNotStarted(CALLER, telemetry.observations).observe(work);
        return telemetry.spans(CALLER).get(telemetry.spans(CALLER).size() - 1);
    }

    private static String attribute(SpanData span, String key) {
        return String.valueOf(span.getAttributes().get(AttributeKey.stringKey(key)));
    }

    private static VideoTask join(CompletableFuture<VideoTask> order) {
        return order.orTimeout(60, TimeUnit.SECONDS).join();
    }

    @Test
    void submit_and_download_are_children_of_the_caller(VideoClient client) {
        SpanData caller = inObservation(() -> client.submit(request()).download(folder.resolve("a.mp4")));

        SpanData submit = telemetry.spans(SUBMIT).get(0);
        SpanData download = telemetry.spans("download").get(0);
        assertThat(List.of(submit, download)).allSatisfy(span -> {
            assertThat(span.getParentSpanId()).isEqualTo(caller.getSpanId());
            assertThat(span.getTraceId()).isEqualTo(caller.getTraceId());
            assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
            assertThat(span.getStatus().getStatusCode()).isNotEqualTo(StatusCode.ERROR);
            assertThat(attribute(span, "provider")).isEqualTo("pixazo");
            assertThat(attribute(span, "error.type")).isEqualTo("none");
        });
        String task = pixazo.ledger().orders().get(0).taskId();
        assertThat(attribute(submit, "gen_ai.operation.name")).isEqualTo("generate_content");
        assertThat(attribute(submit, "gen_ai.provider.name")).isEqualTo("pixazo");
        assertThat(attribute(submit, "gen_ai.request.model")).isEqualTo("wan2.2-t2v-plus");
        assertThat(attribute(submit, "gen_ai.output.type")).isEqualTo("video");
        assertThat(attribute(submit, "gen_ai.response.id")).isEqualTo(task);
        assertThat(attribute(submit, "operation")).isEqualTo("text-to-video");
        assertThat(attribute(submit, "reel4j.resolution")).isNotEqualTo("null");
        assertThat(attribute(download, "gen_ai.response.id")).isEqualTo(task);
        assertThat(attribute(download, "reel4j.download.bytes"))
                .isEqualTo(String.valueOf(folder.resolve("a.mp4").toFile().length()));
    }

    @Test
    void asynchronous_orders_are_children_of_the_caller(VideoClient client) {
        List<CompletableFuture<VideoTask>> orders = new ArrayList<>();
        SpanData caller = inObservation(() -> {
            orders.add(client.submitAsync(request()));
            orders.addAll(client.submitAll(List.of(request(), request())));
        });
        List<VideoTask> tasks = orders.stream().map(TracesTest::join).toList();

        assertThat(tasks).hasSize(3);
        assertThat(telemetry.spans(SUBMIT)).hasSize(3).allSatisfy(span -> {
            assertThat(span.getParentSpanId()).isEqualTo(caller.getSpanId());
            assertThat(span.getTraceId()).isEqualTo(caller.getTraceId());
        });
    }

    @Test
    void an_asynchronous_download_is_a_child_of_the_caller(VideoClient client) {
        VideoTask task = client.submit(request());
        List<CompletableFuture<Path>> files = new ArrayList<>();
        SpanData caller = inObservation(() -> files.add(task.downloadAsync(folder.resolve("a.mp4"))));
        assertThat(files.get(0).orTimeout(60, TimeUnit.SECONDS).join()).exists();

        assertThat(telemetry.spans("download"))
                .singleElement()
                .satisfies(span -> assertThat(span.getParentSpanId()).isEqualTo(caller.getSpanId()));
    }

    @Test
    void two_callers_keep_their_own_orders_apart(VideoClient client) {
        List<CompletableFuture<VideoTask>> orders = new ArrayList<>();
        SpanData first = inObservation(() -> orders.add(client.submitAsync(request())));
        SpanData second = inObservation(() -> orders.add(client.submitAsync(request())));
        orders.forEach(TracesTest::join);

        assertThat(telemetry.spans(SUBMIT))
                .extracting(SpanData::getParentSpanId)
                .containsExactlyInAnyOrder(first.getSpanId(), second.getSpanId());
    }

    @Test
    void a_download_to_a_channel_is_observed(VideoClient client) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        client.submit(request()).download(Channels.newChannel(bytes));
        assertThat(telemetry.spans("download"))
                .singleElement()
                .satisfies(span ->
                        assertThat(attribute(span, "reel4j.download.bytes")).isEqualTo(String.valueOf(bytes.size())));
    }

    @Test
    void each_send_of_an_order_is_a_span(VideoClient client) {
        pixazo.nextSubmit(Fault.http(429));
        client.submit(request());
        assertThat(telemetry.spans(SUBMIT))
                .extracting(span -> attribute(span, "error.type"))
                .containsExactly("RATE_LIMITED", "none");
    }

    @Test
    void a_failure_is_an_error_with_its_kind_only(VideoClient client) {
        pixazo.nextSubmit(Fault.response(500, "text/plain", "the vendor's own words"));
        VideoException thrown = catchThrowableOfType(VideoException.class, () -> client.submit(request()));
        assertThat(thrown.kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
        SpanData span = telemetry.spans(SUBMIT).get(0);
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(attribute(span, "error.type")).isEqualTo("SUBMISSION_UNKNOWN");
        assertThat(span.getEvents()).singleElement().satisfies(event -> {
            assertThat(event.getAttributes().get(AttributeKey.stringKey("exception.message")))
                    .isEqualTo("SUBMISSION_UNKNOWN");
            assertThat(event.getAttributes().get(AttributeKey.stringKey("exception.stacktrace")))
                    .doesNotContain("\tat ");
        });
    }

    @Test
    void vendors_get_no_trace_header(VideoClient client) {
        inObservation(() -> client.submit(request()).download(folder.resolve("a.mp4")));
        assertThat(pixazo.ledger().requests())
                .hasSizeGreaterThan(2)
                .allSatisfy(request -> assertThat(request.headers().keySet())
                        .doesNotContain("traceparent", "tracestate", "b3", "baggage"));
    }

    @Test
    void polls_are_no_spans_by_default(VideoClient client) {
        client.submit(request()).await();
        assertThat(telemetry.spans()).extracting(SpanData::getName).containsExactly(SUBMIT);
    }

    @Test
    void polls_are_spans_on_request() {
        polls = PollRecording.SPANS;
        pixazo.client().submit(request()).await();
        assertThat(pixazo.ledger().polls()).isNotEmpty();
        assertThat(telemetry.spans("fetch_response"))
                .hasSameSizeAs(pixazo.ledger().polls())
                .allSatisfy(span -> assertThat(attribute(span, "gen_ai.response.id"))
                        .isEqualTo(pixazo.ledger().orders().get(0).taskId()));
        assertThat(telemetry.spans("fetch_response"))
                .last()
                .satisfies(span -> assertThat(attribute(span, "outcome")).isEqualTo("succeeded"));
    }
}
