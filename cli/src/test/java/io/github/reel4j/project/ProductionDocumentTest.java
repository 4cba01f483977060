package io.github.reel4j.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.project.ChildJvm.Outcome;
import io.github.reel4j.project.Markdown.Block;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the program of docs/production.md against a vendor that is reached only through a proxy, and whose certificate
 * is of a private authority.
 */
@Timeout(240)
class ProductionDocumentTest {

    private static final String KEY = "canary-key-4711";
    private static final String DOCUMENTED_PROXY = "\"proxy.example.com\", 3128";

    @TempDir
    private Path folder;

    @TempDir
    private Path workshop;

    @Test
    void the_program_orders_once_however_often_it_runs() throws Exception {
        try (Simulator simulator = PixazoSimulator.builder()
                        .queued(Duration.ZERO)
                        .running(Duration.ZERO)
                        .start();
                TlsFrontend vendor = new TlsFrontend(workshop, simulator.baseUrl());
                TunnelProxy proxy = new TunnelProxy("")) {
            Files.writeString(folder.resolve("company-ca.pem"), pem(workshop.resolve("frontend.crt")));
            Artifacts artifacts = new Artifacts(workshop);
            Block program = program();
            List<Path> classPath = new ArrayList<>(artifacts.with("pixazo"));
            classPath.add(compiled(program, proxy, artifacts));

            Outcome first = run(program, classPath, vendor);
            Outcome second = run(program, classPath, vendor);

            assertThat(first.exit()).as(first.everything()).isZero();
            assertThat(first.out()).contains("submit: accepted after ", "reel:1:pixazo:");
            assertThat(folder.resolve("invoice-4711.mp4"))
                    .content(StandardCharsets.ISO_8859_1)
                    .contains("ftyp");
            assertThat(second.exit()).as(second.everything()).isZero();
            assertThat(second.lines()).as("the same task, and no submit").isEqualTo(tasks(first));
            assertThat(simulator.ledger().orders()).hasSize(1);
            assertThat(simulator.ledger().submits())
                    .singleElement()
                    .satisfies(sent -> assertThat(sent.headers().toString()).contains("invoice-service/2.1"));
            assertThat(proxy.targets())
                    .contains("api.vendor.example:" + vendor.port(), "files.vendor.example:" + vendor.port());
            assertThat(folder.resolve("orders.journal")).content().contains("key=invoice-4711");
            assertThat(first.everything() + second.everything() + proxy.log()).doesNotContain(KEY);
        }
    }

    private Outcome run(Block program, List<Path> classPath, TlsFrontend vendor) {
        return new ChildJvm(folder)
                .classPath(classPath)
                .environment(Map.of("PIXAZO_API_KEY", KEY, "PIXAZO_BASE_URL", vendor.baseUrl()))
                .run(Snippets.mainClassOf(program));
    }

    private static List<String> tasks(Outcome outcome) {
        return outcome.lines().stream()
                .filter(line -> line.startsWith("reel:1:"))
                .toList();
    }

    private static Block program() {
        return Markdown.of("docs/production.md").blocks("java").stream()
                .filter(block -> block.mark().equals("run in production"))
                .findFirst()
                .orElseThrow();
    }

    /** Compiles the program as it is documented, with another host and port of the proxy. */
    private Path compiled(Block program, TunnelProxy proxy, Artifacts artifacts) {
        assertThat(program.text()).contains(DOCUMENTED_PROXY);
        URI url = URI.create(proxy.url("http"));
        String text = program.text().replace(DOCUMENTED_PROXY, "\"" + url.getHost() + "\", " + url.getPort());
        Block replaced = new Block(program.file(), program.line(), program.language(), program.mark(), text);
        return Compilation.into(workshop.resolve("production"))
                .classPath(List.of(artifacts.of("core")))
                .compile(Snippets.ofUser(replaced));
    }

    private static String pem(Path certificate) throws IOException {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(Files.readAllBytes(certificate))
                + "\n-----END CERTIFICATE-----\n";
    }
}
