package io.github.reel4j.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.apixo.ApixoSimulator;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks that logs of all levels, for successful and failed orders, have no secrets. */
class LogsTest {

    private static final String PROMPT = "a heron named Xanthippe at dawn";
    private static final String MEDIA = "https://media.example.com/of-nobody-else/";
    private static final Path SIMPLE = Repository.ROOT.resolve("cli/target/others/slf4j-simple-" + version() + ".jar");

    @TempDir
    private Path folder;

    private final Simulator pixazo = vendor(PixazoSimulator.builder()
            .running(Duration.ZERO)
            .queued(Duration.ZERO)
            .start());
    private final Simulator apixo = vendor(ApixoSimulator.builder()
            .running(Duration.ZERO)
            .queued(Duration.ZERO)
            .start());

    /** Makes the vendor's error messages quote the order and the keys. */
    private static Simulator vendor(Simulator vendor) {
        String echo = "{\"message\":\"" + PROMPT + " " + MEDIA + "me.png key-of-pixazo key-of-apixo\"}";
        Stream.of(
                        Fault.none(),
                        Fault.http(500).body(echo),
                        Fault.connectionReset(),
                        Fault.http(400).body(echo),
                        Fault.http(401).body(echo),
                        Fault.http(429).body(echo).retryAfter("0"),
                        Fault.html())
                .forEach(vendor::nextSubmit);
        Stream.of(
                        Fault.http(500).body(echo),
                        Fault.connectionReset(),
                        Fault.garbage(),
                        Fault.http(403).body(echo))
                .forEach(vendor::nextPoll);
        vendor.nextDownload(Fault.http(500).body(echo));
        return vendor;
    }

    private static String version() {
        return Pom.at(Repository.ROOT.resolve("pom.xml"))
                .texts("properties/slf4j.version")
                .get(0);
    }

    @AfterEach
    void close() {
        pixazo.close();
        apixo.close();
    }

    private ChildJvm.Outcome runWithAllLogs() throws IOException {
        Path config = Files.writeString(
                folder.resolve("logging.properties"),
                "handlers=java.util.logging.ConsoleHandler\n.level=ALL\njava.util.logging.ConsoleHandler.level=ALL\n");
        List<Path> classPath = Stream.concat(
                        Stream.of(SIMPLE),
                        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                                .map(Path::of)
                                .filter(entry -> !entry.toString().contains("slf4j-nop")))
                .toList();
        return new ChildJvm(folder)
                .options(
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=trace",
                        "-Djava.util.logging.config.file=" + config,
                        "-Djdk.httpclient.HttpClient.log=all",
                        "-Djdk.internal.httpclient.debug=true")
                .classPath(classPath)
                .environment(SmallProgram.settings("pixazo", pixazo))
                .environment(SmallProgram.settings("apixo", apixo))
                .run(DebugLoggingProgram.class.getName(), folder.toString(), PROMPT, MEDIA, "8");
    }

    @Test
    @Tag("fault-113")
    @Tag("fault-118")
    void no_log_has_a_key_a_prompt_or_a_media_url() throws Exception {
        ChildJvm.Outcome outcome = runWithAllLogs();
        assertThat(outcome.exit()).as(outcome.everything()).isZero();
        assertThat(outcome.everything())
                .as("the logs have all levels")
                .contains("INFO", "submitted reel:1:pixazo:", "submitted reel:1:apixo:", "DEBUG", "failed: UNAVAILABLE")
                .contains("SUBMISSION_UNKNOWN", "INVALID_REQUEST", "AUTHENTICATION", "RATE_LIMITED");
        assertThat(outcome.everything())
                .doesNotContain("key-of-pixazo", "key-of-apixo")
                .doesNotContainIgnoringCase("Xanthippe")
                .doesNotContain("media.example.com", "of-nobody-else", ".mp4", "http://127.0.0.1:9");
        assertThat(pixazo.ledger().submits().get(0).body()).contains("Xanthippe");
        assertThat(apixo.ledger().submits().get(0).body()).contains("of-nobody-else");
        assertThat(folder.resolve("pixazo6.mp4")).exists();
    }
}
