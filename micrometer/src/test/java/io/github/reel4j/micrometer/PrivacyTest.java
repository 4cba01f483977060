package io.github.reel4j.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoException;
import io.github.reel4j.VideoTask;
import io.github.reel4j.model.AnimateRequest;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.ImageToVideoRequest;
import io.github.reel4j.model.TextToVideoRequest;
import io.github.reel4j.testkit.junit.VendorSimulatorExtension;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.TaskResult;
import io.github.reel4j.testkit.simulator.apixo.ApixoSimulator;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Checks that no prompt, URL, key, token or text of a vendor is in a span, a meter or a log, in any failure. */
@Timeout(240)
class PrivacyTest {

    private static final String PROMPT = "canary-prompt-5b1e";
    private static final String MEDIA = "canary-media-9c0d";
    private static final String WORDS = "canary-words-of-the-vendor";
    private static final String KEY = "canary-key-4711";
    private static final String CALLBACK_SECRET = "canary-callback-b21f0e77";

    private final RecordingTelemetry telemetry = new RecordingTelemetry();

    @RegisterExtension
    final VendorSimulatorExtension pixazo = VendorSimulatorExtension.of(
                    PixazoSimulator.builder().resultsElsewhere())
            .virtualTime()
            .client(builder -> telemetry.instrument(builder.apiKey("pixazo", KEY), PollRecording.SPANS));

    @RegisterExtension
    final VendorSimulatorExtension apixo = VendorSimulatorExtension.of(
                    ApixoSimulator.builder().resultsElsewhere())
            .virtualTime()
            .client(builder -> telemetry.instrument(
                    builder.apiKey("apixo", KEY)
                            .property("reel4j.callback-secret", CALLBACK_SECRET)
                            .callbackUrl(URI.create("http://127.0.0.1:9/hooks")),
                    PollRecording.SPANS));

    @TempDir
    private Path folder;

    private int files;

    /** Quotes everything, as vendors do. */
    private static final String ECHO = "{\"code\":\"E1\",\"message\":\"" + WORDS + " " + PROMPT + " " + KEY
            + " https://pictures.example.com/" + MEDIA + ".png\"}";

    private static List<Fault> faults() {
        return List.of(
                Fault.http(400).body(ECHO),
                Fault.http(401).body(ECHO),
                Fault.http(403).body(ECHO),
                Fault.http(429).body(ECHO),
                Fault.http(500).body(ECHO),
                Fault.response(200, "application/json", ECHO),
                Fault.response(200, "text/html", "<h1>" + WORDS + "</h1>"),
                Fault.redirect(302, "https://elsewhere.example/" + MEDIA),
                Fault.connectionReset(),
                Fault.cutBody(),
                Fault.none());
    }

    @BeforeEach
    void forgetLogs() {
        RecordedLogs.clear();
    }

    private void orderWithFaults(VendorSimulatorExtension vendor, GenerationRequest request) {
        VideoClient client = vendor.client();
        for (Fault fault : faults()) {
            vendor.nextSubmit(fault);
            order(client, request);
        }
        for (Fault fault : faults()) {
            vendor.nextPoll(fault);
            order(client, request);
        }
        for (Fault fault : faults()) {
            vendor.nextDownload(fault);
            order(client, request);
        }
        vendor.nextTask().endsWith(TaskResult.failure("E1", WORDS + " " + PROMPT));
        order(client, request);
    }

    private void order(VideoClient client, GenerationRequest request) {
        try {
            VideoTask task = client.submitAsync(request).join();
            task.download(folder.resolve(++files + ".mp4"));
        } catch (VideoException e) {
            assertThat(e.kind()).isNotNull();
        } catch (java.util.concurrent.CompletionException e) {
            assertThat(e).hasCauseInstanceOf(VideoException.class);
        }
    }

    private void assertNothingSecret(VendorSimulatorExtension vendor) {
        double orders = 3.0 * faults().size() + 1;
        RecordingTelemetry.await(() -> telemetry.count("reel4j.orders") >= orders);
        vendor.client().close();
        StringBuilder everything = new StringBuilder(telemetry.meters.scrape());
        telemetry.spans().forEach(span -> everything.append(span).append('\n'));
        RecordedLogs.lines().forEach(line -> everything.append(line).append('\n'));
        assertThat(vendor.ledger().submits())
                .as("the vendor got what must not be recorded")
                .anySatisfy(sent -> assertThat(sent.body()).contains(MEDIA))
                .allSatisfy(sent -> assertThat(sent.headers().toString()).contains(KEY));
        assertThat(telemetry.spans()).hasSizeGreaterThan(faults().size() * 4);
        assertThat(RecordedLogs.lines()).anyMatch(line -> line.startsWith("INFO io.github.reel4j"));
        for (String canary : List.of(
                PROMPT, MEDIA, WORDS, KEY, CALLBACK_SECRET, "http://", "https://", "/hooks", "signature=", ".mp4")) {
            assertThat(everything.toString().lines().filter(line -> line.contains(canary)))
                    .as("lines with %s", canary)
                    .isEmpty();
        }
    }

    @Test
    void orders_from_pixazo_are_recorded_without_secrets() {
        TextToVideoRequest text = TextToVideoRequest.builder()
                .prompt(PROMPT)
                .negativePrompt(PROMPT)
                .build();
        order(pixazo.client(), text);
        orderWithFaults(
                pixazo,
                ImageToVideoRequest.builder()
                        .image("https://pictures.example.com/" + MEDIA + ".png?token=" + MEDIA)
                        .prompt(PROMPT)
                        .build());
        assertNothingSecret(pixazo);
    }

    @Test
    void orders_with_callbacks_are_recorded_without_secrets() {
        orderWithFaults(
                apixo,
                AnimateRequest.builder()
                        .image("https://pictures.example.com/" + MEDIA + ".png")
                        .video("https://pictures.example.com/" + MEDIA + ".mp4")
                        .prompt(PROMPT)
                        .build());
        assertNothingSecret(apixo);
    }
}
