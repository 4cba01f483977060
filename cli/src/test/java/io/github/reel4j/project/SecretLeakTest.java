package io.github.reel4j.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.SimulatorBuilder;
import io.github.reel4j.testkit.simulator.apixo.ApixoSimulator;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks that keys, prompts and media URLs are in nothing that is logged, thrown, printed, serialized or written, with
 * the logs of all libraries enabled.
 */
@Timeout(120)
class SecretLeakTest {

    private static final String KEY = "canary-key-4f1c9a77";
    private static final String CALLBACK_SECRET = "canary-callback-b21f0e77";

    /** A response that quotes the key and the order, like vendors do. */
    private static final String ECHO = """
            {"code":"E1","message":"key %s cannot fetch https://pictures.example.com/%s.png?x=%s",
            "orig_prompt":"%s","input":{"negative_prompt":"%s","img_url":"https://pictures.example.com/%s"},
            "request_id":"","output":{"task_status":"",
            "video_url":"https://cdn.example.com/%s.mp4?sig=%s"}}""".formatted(
                    KEY,
                    AllMessagesProgram.MEDIA,
                    AllMessagesProgram.MEDIA,
                    AllMessagesProgram.PROMPT,
                    AllMessagesProgram.NEGATIVE,
                    AllMessagesProgram.MEDIA,
                    AllMessagesProgram.MEDIA,
                    KEY);

    /** Quotes the prompt within a text. Only for submits, because reel4j does not keep the prompt for later calls. */
    private static final Fault PROMPT_IN_TEXT =
            Fault.http(503).body("Sorry, " + AllMessagesProgram.PROMPT + " with " + KEY + " is too much");

    @TempDir
    private Path folder;

    private static List<Fault> faults() {
        return List.of(
                Fault.none(),
                Fault.http(400).body(ECHO),
                Fault.http(401).body(ECHO),
                Fault.http(500).body(ECHO),
                PROMPT_IN_TEXT,
                Fault.response(200, "application/json", ECHO),
                Fault.response(200, "text/html", "<h1>" + KEY + "</h1>"),
                Fault.redirect(302, "https://elsewhere.example/" + AllMessagesProgram.MEDIA),
                Fault.connectionReset(),
                Fault.cutBody());
    }

    private String run(String vendor, SimulatorBuilder simulator, String callbacks) throws IOException {
        try (Simulator running = simulator
                .queued(Duration.ZERO)
                .running(Duration.ofMillis(3))
                .resultsElsewhere()
                .start()) {
            faults().forEach(running::nextSubmit);
            for (int i = 0; i < 4; i++) {
                faults().stream()
                        .filter(fault -> !fault.toString().equals(PROMPT_IN_TEXT.toString()))
                        .forEach(running::nextPoll);
            }
            List.of(Fault.http(403).body(ECHO), Fault.html(), Fault.http(500).body(ECHO), Fault.none())
                    .forEach(running::nextDownload);
            ChildJvm.Outcome outcome = new ChildJvm(folder)
                    .options(
                            "-Dslf4j.provider=" + LogRecorder.class.getName(),
                            "-Djdk.httpclient.HttpClient.log=all",
                            "-Djava.util.logging.config.file=" + jdkLogConfig(),
                            "-cp",
                            System.getProperty("java.class.path"))
                    .environment(SmallProgram.settings(vendor, running))
                    .environment(Map.of(
                            vendor.toUpperCase(java.util.Locale.ROOT) + "_API_KEY",
                            KEY,
                            "REEL4J_CALLBACK_SECRET",
                            CALLBACK_SECRET))
                    .run(AllMessagesProgram.class.getName(), vendor, folder.toString(), callbacks);
            assertThat(outcome.exit()).as(outcome.everything()).isZero();
            assertThat(outcome.err())
                    .as("every level is logged")
                    .contains("INFO io.github.reel4j", "DEBUG io.github.reel4j", "submitted {} [reel:1:" + vendor);
            assertThat(running.ledger().submits())
                    .anySatisfy(
                            sent -> assertThat(sent.toString() + sent.headers()).contains(KEY))
                    .anySatisfy(sent -> assertThat(sent.body())
                            .contains(AllMessagesProgram.PROMPT)
                            .contains(AllMessagesProgram.MEDIA));
            assertThat(outcome.out())
                    .contains("SUBMISSION_UNKNOWN", "INVALID_REQUEST", "DOWNLOAD_FAILED", ".mp4", "JOURNAL_FAILED");
            String all = outcome.everything() + files();
            running.ledger().submits().forEach(sent -> assertThat(all).doesNotContain(token(sent.body())));
            return all;
        }
    }

    /** Returns the token of the order's callback URL; a text that occurs nowhere if it has none. */
    private static String token(String body) {
        return body.contains("/hooks/")
                ? URI.create(body.replaceAll("(?s).*\"(http[^\"]*/hooks/[^\"]*)\".*", "$1"))
                        .getPath()
                        .replaceFirst(".*/", "")
                : "\u0000nowhere";
    }

    private Path jdkLogConfig() throws IOException {
        return Files.writeString(
                folder.resolve("logging.properties"),
                "handlers=java.util.logging.ConsoleHandler\n.level=ALL\njava.util.logging.ConsoleHandler.level=ALL\n");
    }

    /** Returns the names of all files, and the content of all but the videos. */
    private String files() throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path file : Repository.files(folder, "")) {
            all.append(file).append('\n');
            if (!file.toString().endsWith(".mp4")) {
                all.append(Files.readString(folder.resolve(file), StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    private static void assertNoSecrets(String output) {
        for (String canary : List.of(
                KEY,
                CALLBACK_SECRET,
                AllMessagesProgram.PROMPT,
                AllMessagesProgram.NEGATIVE,
                AllMessagesProgram.MEDIA,
                "/media/",
                "signature=")) {
            assertThat(output.lines().filter(line -> line.contains(canary)))
                    .as("lines with %s", canary)
                    .isEmpty();
        }
    }

    @Test
    @Tag("fault-113")
    @Tag("fault-114")
    @Tag("fault-118")
    void orders_from_pixazo_leak_nothing() throws IOException {
        assertNoSecrets(run("pixazo", PixazoSimulator.builder(), "-"));
    }

    @Test
    @Tag("fault-113")
    @Tag("fault-114")
    @Tag("fault-118")
    void orders_from_apixo_with_callbacks_leak_nothing() throws IOException {
        assertNoSecrets(run("apixo", ApixoSimulator.builder(), "http://127.0.0.1:9/hooks"));
    }
}
