package io.github.reel4j.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoException;
import io.github.reel4j.VideoTask;
import io.github.reel4j.journal.FileJournal;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.SpeechToVideoRequest;
import io.github.reel4j.model.TextToVideoRequest;
import io.github.reel4j.testkit.junit.VendorSimulatorExtension;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.TaskResult;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.observation.docs.ObservationDocumentation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hawkular.agent.prometheus.text.TextPrometheusMetricsProcessor;
import org.hawkular.agent.prometheus.types.MetricFamily;
import org.hawkular.agent.prometheus.walkers.CollectorPrometheusMetricsWalker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Compares the names and keys that are recorded with those that are documented, which do not change. */
@Timeout(120)
class NamesAndKeysTest {

    private final RecordingTelemetry telemetry = new RecordingTelemetry();

    @RegisterExtension
    final VendorSimulatorExtension pixazo = VendorSimulatorExtension.of(PixazoSimulator.builder())
            .virtualTime()
            .client(builder -> telemetry.instrument(builder, PollRecording.SPANS));

    @TempDir
    private Path folder;

    /** If it fails, a name or a key has changed. Dashboards and alerts of programs depend on them. */
    @Test
    void the_documented_names_and_keys_are_the_golden_list() throws IOException {
        String observations = Stream.of(ReelObservationDocumentation.values())
                .map(each -> "observation " + name(each) + "\n  " + keys(each.getLowCardinalityKeyNames())
                        + "\n  spans: " + keys(each.getHighCardinalityKeyNames()) + "\n")
                .collect(Collectors.joining());
        String meters = Stream.of(ReelMeterDocumentation.values())
                .map(each -> each.getType().name().toLowerCase(Locale.ROOT) + " " + each.getName() + ": "
                        + keys(each.getKeyNames()) + "\n")
                .collect(Collectors.joining());
        try (InputStream golden = Objects.requireNonNull(
                NamesAndKeysTest.class.getResourceAsStream("/golden/telemetry.txt"), "the golden list")) {
            assertThat(observations + meters).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void success_and_each_failure_have_the_documented_keys() throws Exception {
        orderWithEveryFault();
        Map<String, Set<String>> documented = documentedKeys();
        Map<String, Set<Set<String>>> recorded = new TreeMap<>();
        telemetry
                .meters
                .getMeters()
                .forEach(meter -> recorded.computeIfAbsent(meter.getId().getName(), name -> new java.util.HashSet<>())
                        .add(keys(meter)));
        assertThat(recorded.keySet())
                .contains(
                        "reel4j.submit",
                        "reel4j.download",
                        "reel4j.status",
                        "reel4j.poll",
                        "reel4j.task",
                        "reel4j.orders",
                        "reel4j.spend.expected",
                        "reel4j.orders.unpriced",
                        "reel4j.dispatcher.waiting",
                        "reel4j.dispatcher.paused",
                        "reel4j.dispatcher.tasks",
                        "reel4j.orders.unknown");
        recorded.forEach((name, keys) ->
                assertThat(keys).as(name).containsExactly(documented.getOrDefault(name, Set.of("not documented"))));
    }

    @Test
    void the_scrape_is_read_by_a_parser() throws Exception {
        orderWithEveryFault();
        CollectorPrometheusMetricsWalker walker = new CollectorPrometheusMetricsWalker();
        new TextPrometheusMetricsProcessor(
                        new java.io.ByteArrayInputStream(
                                telemetry.meters.scrape().getBytes(StandardCharsets.UTF_8)),
                        walker)
                .walk();
        List<MetricFamily> families = walker.getAllMetricFamilies();
        assertThat(families)
                .extracting(MetricFamily::getName)
                .contains(
                        "reel4j_submit_seconds",
                        "reel4j_download_seconds",
                        "reel4j_poll_seconds",
                        "reel4j_task_seconds",
                        "reel4j_orders_total",
                        "reel4j_spend_expected_total",
                        "reel4j_dispatcher_waiting",
                        "reel4j_dispatcher_paused",
                        "reel4j_dispatcher_tasks",
                        "reel4j_orders_unknown");
        assertThat(families)
                .filteredOn(family -> family.getName().equals("reel4j_orders_total"))
                .singleElement()
                .satisfies(family -> assertThat(family.getMetrics())
                        .allSatisfy(metric -> assertThat(metric.getLabels().keySet())
                                .containsExactlyInAnyOrder("provider", "outcome", "error_type")));
    }

    /** Orders with a fault at each step, and then without. */
    private void orderWithEveryFault() throws Exception {
        VideoClient client = pixazo.client();
        new DispatcherMetrics(client).bindTo(telemetry.meters);
        UnknownOrderMetrics.of(FileJournal.at(folder.resolve("orders.journal"))).bindTo(telemetry.meters);
        List<Fault> faults = List.of(
                Fault.http(400),
                Fault.http(401),
                Fault.http(402),
                Fault.http(403),
                Fault.http(429),
                Fault.http(500),
                Fault.connectionReset(),
                Fault.html(),
                Fault.none());
        for (Fault fault : faults) {
            pixazo.nextSubmit(fault);
            attempt(client, "submit");
        }
        for (Fault fault : faults) {
            pixazo.nextTask().endsWith(fault).endsWith(TaskResult.success());
            attempt(client, "poll");
        }
        for (Fault fault : faults) {
            pixazo.nextDownload(fault);
            attempt(client, "download");
        }
        pixazo.nextTask().endsWith(TaskResult.failure("E1", "failed"));
        attempt(client, "failed");
        double orders = 3.0 * faults.size() + 1;
        RecordingTelemetry.await(() -> telemetry.count("reel4j.orders") >= orders
                && telemetry.meters.find("reel4j.task").timers().size() >= 2);
    }

    /** Returns a request of known price; of unknown price for the order that is to fail. */
    private static GenerationRequest request(String name) {
        return name.equals("failed")
                ? TextToVideoRequest.builder().prompt("A heron at dawn").build()
                : SpeechToVideoRequest.builder()
                        .prompt("A man sings")
                        .image("https://example.com/man.png")
                        .audio("https://example.com/song.mp3")
                        .build();
    }

    private void attempt(VideoClient client, String name) {
        try {
            VideoTask task = client.submit(request(name));
            task.download(folder.resolve(name + System.nanoTime() + ".mp4"));
        } catch (VideoException e) {
            assertThat(e.kind()).isNotNull();
        }
    }

    private static Map<String, Set<String>> documentedKeys() {
        Map<String, Set<String>> keys = new TreeMap<>();
        for (ReelObservationDocumentation each : ReelObservationDocumentation.values()) {
            Set<String> timer = names(each.getLowCardinalityKeyNames());
            keys.put(name(each) + ".active", Set.copyOf(timer));
            timer.add("error"); // DefaultMeterObservationHandler adds the class of the exception
            keys.put(name(each), timer);
        }
        for (ReelMeterDocumentation each : ReelMeterDocumentation.values()) {
            keys.put(each.getName(), names(each.getKeyNames()));
        }
        return keys;
    }

    private static Set<String> keys(Meter meter) {
        return meter.getId().getTags().stream().map(Tag::getKey).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> names(KeyName... keys) {
        return Arrays.stream(keys).map(KeyName::asString).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String keys(KeyName... keys) {
        return keys.length == 0
                ? "none"
                : Arrays.stream(keys).map(KeyName::asString).collect(Collectors.joining(", "));
    }

    private static String name(ObservationDocumentation observation) {
        return switch ((ReelObservationDocumentation) observation) {
            case SUBMIT -> new DefaultSubmitObservationConvention().getName();
            case DOWNLOAD -> new DefaultDownloadObservationConvention().getName();
            case STATUS -> new DefaultStatusObservationConvention().getName();
        };
    }
}
